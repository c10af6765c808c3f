"""jupyter_kernel_test's suite with our samples; kernels.test.ts runs it and reports each test."""

import unittest

from jupyter_kernel_test import IopubWelcomeTests as WelcomeBase
from jupyter_kernel_test import KernelTests as KernelBase
from jupyter_kernel_test import validate_message

# How long a message may take, in seconds; the suite's own limits, a tenth of a second among them, are for machines at rest.
TIMEOUT = 100


class KernelTests(KernelBase):
    kernel_name = "axonlab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oops")'
    completion_samples = [
        {"text": "Math.hypo", "matches": {"hypot"}},
        {"text": 'const s: string = ""; s.toUpperC', "matches": {"toUpperCase"}},
        {"text": "%%ti", "matches": {"%%time"}},
    ]
    complete_code_samples = ["1", "let x = 1", "function f() {\n  return 1\n}\n", "// a comment", "`a\nb`", ""]
    incomplete_code_samples = ["function f() {", "let x =", "f(1,", "`open", "/* open", "if (x) {", "1 +", "[1,"]
    invalid_code_samples = [")", "function 5() {}", "1 = 2 = "]
    code_generate_error = 'throw new Error("meant")'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + "b"', "result": "'ab'"},
        {"code": "let n: number = 2.5; n", "result": "2.5"},
        {"code": "new Map([[1, 'one']])", "result": "Map(1) { 1 => 'one' }"},
        {"code": '({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar" })', "mime": "application/vnd.vegalite.v5+json"},
    ]
    code_display_data = [
        {"code": 'display.html("<b>bold</b>")', "mime": "text/html"},
        {"code": 'display.markdown("**bold**")', "mime": "text/markdown"},
        {"code": 'display({ $schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar" })', "mime": "application/vnd.vegalite.v5+json"},
    ]
    code_history_pattern = "6*7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.sqrt"
    code_clear_output = "display.clear()"

    def flush_channels(self):
        """What comes before the idle of this request was asked for earlier."""
        msg_id = self.kc.kernel_info()
        for channel, last in ((self.kc.shell_channel, "kernel_info_reply"), (self.kc.iopub_channel, "idle")):
            seen = None
            while seen != (msg_id, last):
                msg = channel.get_msg(timeout=TIMEOUT)
                validate_message(msg)
                seen = (msg["parent_header"].get("msg_id"), msg["content"].get("execution_state", msg["msg_type"]))

    def execute_helper(self, code, timeout=TIMEOUT, **flags):
        """Waits for outputs as long as for the reply."""
        channel = self.kc.iopub_channel
        impatient = channel.get_msg
        channel.get_msg = lambda timeout: impatient(timeout=TIMEOUT)
        try:
            return super().execute_helper(code, timeout=timeout, **flags)
        finally:
            channel.get_msg = impatient


class IopubWelcomeTests(WelcomeBase):
    kernel_name = "axonlab"
    support_iopub_welcome = True


del KernelBase, WelcomeBase

if __name__ == "__main__":
    unittest.main(verbosity=2)

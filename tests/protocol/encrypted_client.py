"""Runs our kernel by jupyter_client with its transport encrypted, and says as JSON what came of it."""

import json
import time
from queue import Empty

from jupyter_client.manager import KernelManager
from jupyter_client.session import Session
import zmq

manager = KernelManager(kernel_name="axonlab", transport_encryption="required")
manager.start_kernel()
said = {"protocol": manager.kernel_spec.to_dict()["kernel_protocol_version"]}
try:
    info = manager.get_connection_info()
    said["keys"] = [len(info[name]) for name in ("curve_publickey", "curve_secretkey")]
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=100)

    def value(code):
        """The text of a cell's result."""
        shown = []
        reply = client.execute_interactive(
            code,
            timeout=100,
            allow_stdin=False,
            output_hook=lambda message: shown.append(message["content"].get("data", {}).get("text/plain")),
        )
        return [reply["content"]["status"], *[text for text in shown if text]]

    said["value"] = value("const answer: number = 42; answer")
    # It beats once a second, and a busy machine may miss one.
    while not client.hb_channel.is_beating():
        time.sleep(0.5)
    said["beats"] = True

    # The same key of the messages, but no encryption: nobody there.
    plain = zmq.Context.instance().socket(zmq.DEALER)
    plain.linger = 0
    plain.connect(f"tcp://{info['ip']}:{info['shell_port']}")
    session = Session(key=info["key"])
    session.send(plain, "kernel_info_request")
    said["plain"] = plain.poll(2000)
    plain.close()

    looping = client.execute("for (;;);")
    while client.get_iopub_msg(timeout=100)["header"]["msg_type"] != "execute_input":
        pass
    manager.interrupt_kernel()
    said["interrupted"] = client.get_shell_msg(timeout=100)["content"]["ename"]
    said["kept"] = value("answer")
    client.stop_channels()
except Empty as error:
    said["error"] = repr(error)
finally:
    manager.shutdown_kernel()
print(json.dumps(said))

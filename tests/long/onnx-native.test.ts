/** The same tests as in tests/interop, on onnxruntime-node: 288 MB, so that they are no part of `npm test`. */
process.env.AXONLAB_ONNX = "onnxruntime-node";
await import("../interop/onnx-engine.test.ts");

"""Axonlab's settings for the Jupyter server; `npm start` copies this file into the private environment."""

import os
import signal
import threading

from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

c = get_config()  # noqa: F821

# The stock limits (1 MB/s, 1,000 messages/s) drop what a cell prints; these only stop a browser from being drowned.
c.ZMQChannelsWebsocketConnection.iopub_data_rate_limit = 1e8
c.ZMQChannelsWebsocketConnection.iopub_msg_rate_limit = 1e5

# Long printed outputs scroll inside their cell: see custom.css.
c.LabApp.custom_css = True

# So that a widget can put code into the next cell, as the playground does.
c.LabApp.expose_app_in_browser = True

# No news and no look for updates: JupyterLab asks nobody on the internet.
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
c.LabApp.news_url = None

# Without TCP_NODELAY a kernel's small messages wait for a delayed acknowledgement: 40 ms for every cell.
_stock_open = KernelWebsocketHandler.open


async def _open_without_delay(self, *args, **kwargs):
    self.set_nodelay(True)
    return await _stock_open(self, *args, **kwargs)


KernelWebsocketHandler.open = _open_without_delay


def _end_with_starter():
    """Ends the server when `npm start` is gone, however it went: the pipe it holds open then closes."""
    os.read(int(os.environ["AXONLAB_LIFELINE"]), 1)
    os.kill(os.getpid(), signal.SIGTERM)


if "AXONLAB_LIFELINE" in os.environ:
    threading.Thread(target=_end_with_starter, daemon=True).start()

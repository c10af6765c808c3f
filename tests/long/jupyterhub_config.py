"""The hub of the test, as docs/hub.md describes one: simple spawner, behind a base_url, kernels culled when idle."""

import os
import sys

c = get_config()  # noqa: F821

folder = os.environ["HUB_FOLDER"]
hub, public, proxy = os.environ["HUB_PORTS"].split(",")

c.JupyterHub.spawner_class = "simple"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.bind_url = f"http://127.0.0.1:{public}/school/"
c.JupyterHub.hub_port = int(hub)
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{proxy}"
c.ConfigurableHTTPProxy.command = [os.environ["HUB_NODE"], os.environ["HUB_PROXY"]]
c.ConfigurableHTTPProxy.pid_file = f"{folder}/proxy.pid"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cookie_secret_file = f"{folder}/cookie"

c.SimpleLocalProcessSpawner.home_dir_template = folder + "/home/{username}"
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.args = [
    *(["--allow-root"] if os.getuid() == 0 else []),
    "--MappingKernelManager.cull_idle_timeout=15",
    "--MappingKernelManager.cull_interval=1",
]
# The test's client has no other way to say who it is when it opens a websocket.
c.Spawner.environment = {"JUPYTER_PATH": os.environ["JUPYTER_PATH"], "JUPYTERHUB_ALLOW_TOKEN_IN_URL": "1"}

c.JupyterHub.services = [{"name": "tests", "api_token": os.environ["HUB_TOKEN"]}]
c.JupyterHub.load_roles = [
    {"name": "tests", "services": ["tests"], "scopes": ["admin:users", "admin:servers", "access:servers"]}
]

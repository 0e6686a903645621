import os

from django.core.wsgi import get_wsgi_application

from muntada.floor.wire import before

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muntada.settings")
application = before(get_wsgi_application())

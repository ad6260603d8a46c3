package org.stackdeck.access.report;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class ResourceAccessReportServiceOnMariaDbTests extends ResourceAccessReportServiceTests {}

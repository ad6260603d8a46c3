package org.stackdeck.access.report;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class ResourceAccessReportServiceOnPostgreSqlTests extends ResourceAccessReportServiceTests {}

package org.stackdeck.accessrequests;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class AccessRequestServiceOnPostgreSqlTests extends AccessRequestServiceTests {}

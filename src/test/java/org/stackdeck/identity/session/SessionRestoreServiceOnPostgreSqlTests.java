package org.stackdeck.identity.session;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class SessionRestoreServiceOnPostgreSqlTests extends SessionRestoreServiceTests {}

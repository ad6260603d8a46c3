package org.stackdeck.access.grant;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class GrantServiceOnPostgreSqlTests extends GrantServiceTests {}

package org.stackdeck.identity.factor;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class SecondFactorOnPostgreSqlTests extends SecondFactorTests {}

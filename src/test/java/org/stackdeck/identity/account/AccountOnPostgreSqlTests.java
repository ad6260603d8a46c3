package org.stackdeck.identity.account;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class AccountOnPostgreSqlTests extends AccountTests {}

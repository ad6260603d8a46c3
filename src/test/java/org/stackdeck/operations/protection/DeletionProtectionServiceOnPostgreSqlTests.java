package org.stackdeck.operations.protection;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class DeletionProtectionServiceOnPostgreSqlTests extends DeletionProtectionServiceTests {}

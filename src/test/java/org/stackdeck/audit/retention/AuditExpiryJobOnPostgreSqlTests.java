package org.stackdeck.audit.retention;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class AuditExpiryJobOnPostgreSqlTests extends AuditExpiryJobTests {}

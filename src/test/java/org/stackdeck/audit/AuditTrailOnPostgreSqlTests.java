package org.stackdeck.audit;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class AuditTrailOnPostgreSqlTests extends AuditTrailTests {}

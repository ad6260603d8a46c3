package org.stackdeck.identity.audit;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class AuditReviewServiceOnPostgreSqlTests extends AuditReviewServiceTests {}

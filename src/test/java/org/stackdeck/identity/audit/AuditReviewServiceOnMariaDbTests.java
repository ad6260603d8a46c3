package org.stackdeck.identity.audit;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class AuditReviewServiceOnMariaDbTests extends AuditReviewServiceTests {}

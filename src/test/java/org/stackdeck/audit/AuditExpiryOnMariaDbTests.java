package org.stackdeck.audit;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class AuditExpiryOnMariaDbTests extends AuditExpiryTests {}

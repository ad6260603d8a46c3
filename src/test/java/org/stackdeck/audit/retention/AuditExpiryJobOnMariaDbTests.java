package org.stackdeck.audit.retention;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class AuditExpiryJobOnMariaDbTests extends AuditExpiryJobTests {}

package org.stackdeck.audit;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class AuditCheckOnMariaDbTests extends AuditCheckTests {}

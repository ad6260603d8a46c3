package org.stackdeck.audit;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class AuditChainVerifierOnMariaDbTests extends AuditChainVerifierTests {}

package org.stackdeck.audit;

class AuditSearchServiceOnH2Tests extends AuditSearchServiceTests {}

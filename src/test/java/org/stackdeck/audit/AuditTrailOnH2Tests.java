package org.stackdeck.audit;

class AuditTrailOnH2Tests extends AuditTrailTests {}

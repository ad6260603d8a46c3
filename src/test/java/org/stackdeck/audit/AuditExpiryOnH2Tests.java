package org.stackdeck.audit;

class AuditExpiryOnH2Tests extends AuditExpiryTests {}

package org.stackdeck.audit.retention;

class AuditExpiryJobOnH2Tests extends AuditExpiryJobTests {}

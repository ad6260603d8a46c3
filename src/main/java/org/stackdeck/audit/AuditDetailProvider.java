package org.stackdeck.audit;

/** Exception for a refused action that describes the reason for the audit trail. */
public interface AuditDetailProvider {

    AuditDetail auditDetail();
}

package org.stackdeck.cloud.connection;

import org.stackdeck.cloud.client.CloudEntryRemark;

/** Indicates that settings or a pasted text are invalid. The remark contains no secret. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CloudEntryRemark remark;

    public InvalidSettingsException(CloudEntryRemark remark) {
        super(remark.text());
        this.remark = remark;
    }

    public CloudEntryRemark remark() {
        return remark;
    }
}

package org.stackdeck.cloud.openstack.config;

import org.stackdeck.cloud.client.CloudEntryRemark;

/** Indicates that a configured entry is invalid. The remark contains the location and the reason. */
public final class InvalidEntryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CloudEntryRemark cloudEntryRemark;

    public InvalidEntryException(CloudEntryRemark cloudEntryRemark) {
        super(cloudEntryRemark.text());
        this.cloudEntryRemark = cloudEntryRemark;
    }

    public CloudEntryRemark remark() {
        return cloudEntryRemark;
    }
}

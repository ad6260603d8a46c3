package org.stackdeck.cloud.action;

/**
 * A reason why Stackdeck does not request a change that the cloud might accept or would reject without a clear reason.
 */
public enum ChangeObstacle {
    /** The cloud protects the image against deletion. */
    PROTECTED_IN_CLOUD("protected-in-cloud"),
    /** A server uses the port. The port must first be detached, which requires permission for the server. */
    USED_BY_SERVER("used-by-server"),
    /** The port is protected from deletion, and Nova deletes a port that it has created when it detaches the port. */
    PORT_PROTECTED("port-protected"),
    /**
     * Glance records the project of Stackdeck's credential as the owner. A private image would be unavailable to its
     * project.
     */
    FOREIGN_OWNER("foreign-owner"),
    /** Glance downloads no image data in this cloud, or another service supplies the data of this image. */
    NOT_IMPORTABLE("not-importable"),
    /** Glance accepts projects only for images whose visibility is {@code shared}. */
    NOT_SHARED("not-shared"),
    /** The project cannot use the image of a new volume, or a resource to which the image refers. */
    IMAGE_UNAVAILABLE("image-unavailable"),
    /** The image of a new volume specifies a volume type that the project cannot use. */
    VOLUME_TYPE_REQUIRED("volume-type-required"),
    /** The cloud has no service that backs up volumes. */
    NO_BACKUP_SERVICE("no-backup-service"),
    /** Incremental backups depend on the backup. */
    DEPENDENT_BACKUPS("dependent-backups"),
    /**
     * The volume belongs to a group. After a transfer, users of the volume's former project could still delete the
     * volume with the group.
     */
    IN_VOLUME_GROUP("in-volume-group"),
    /**
     * The new image would refer to the encryption key of another image. The cloud would delete this key with the new
     * image.
     */
    SHARED_KEY("shared-key"),
    /** Glance would delete an encryption key with the image, although the key can belong to another image or volume. */
    KEY_DELETED("key-deleted"),
    /** The request contains no rescue image, and the server has no image with which it can be rescued. */
    RESCUE_IMAGE_REQUIRED("rescue-image-required"),
    /**
     * The name has the form of an ID. Nova prefers a security group with this name to the security group with this ID.
     */
    NAME_LIKE_ID("name-like-id"),
    /**
     * Another security group of the project has this name. In a project with two groups of the same name, Nova creates
     * no servers with security groups.
     */
    NAME_IN_USE("name-in-use"),
    FLOATING_IP_IN_USE("address-taken"),
    FLOATING_IP_NOT_ON_SERVER("address-gone"),
    PORT_NOT_ON_SERVER("port-gone"),
    SERVER_WITHOUT_PORT("no-port"),
    /** The server has several ports, and the request specifies none. */
    PORT_REQUIRED("port-required"),
    /** The security group has several matching rules that differ in an attribute that the request does not contain. */
    RULE_AMBIGUOUS("rule-ambiguous");

    private final String code;

    ChangeObstacle(String code) {
        this.code = code;
    }

    /** Returns the code in the REST API, in the audit trail and in the keys of the translations. */
    public String code() {
        return code;
    }
}

package org.stackdeck.cloud.server;

/**
 * A volume that is attached to a server.
 *
 * @param volume the volume's ID in Cinder
 */
public record VolumeAttachment(String volume, boolean deletedWithServer) {}

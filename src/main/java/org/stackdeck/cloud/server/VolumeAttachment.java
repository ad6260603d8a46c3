package org.stackdeck.cloud.server;

/**
 * A volume that is attached to a server.
 *
 * @param volume the volume's ID in Cinder
 * @param deletedWithServer whether Nova deletes the volume together with the server
 */
public record VolumeAttachment(String volume, boolean deletedWithServer) {}

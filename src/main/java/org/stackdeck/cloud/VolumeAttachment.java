package org.stackdeck.cloud;

/**
 * A volume that is attached to a server.
 *
 * @param volume id in Cinder
 * @param goesWithServer whether Nova deletes the volume together with the server
 */
public record VolumeAttachment(String volume, boolean goesWithServer) {}

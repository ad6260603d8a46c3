package org.stackdeck.cloud;

/**
 * That a server has a volume.
 *
 * @param volume id in Cinder
 * @param goesWithServer whether Nova deletes the volume when it deletes the server
 */
public record VolumeAttachment(String volume, boolean goesWithServer) {}

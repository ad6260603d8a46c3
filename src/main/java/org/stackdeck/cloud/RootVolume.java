package org.stackdeck.cloud;

/**
 * The volume that is created for a server to boot from.
 *
 * @param sizeGib 1 to {@value #LARGEST}, in Cinder's unit
 * @param deletedWithServer whether Nova deletes the volume together with the server
 */
public record RootVolume(int sizeGib, boolean deletedWithServer) {

    /** Larger than any Cinder allows; Cinder enforces its own limits. */
    public static final int LARGEST = 1 << 20;

    public RootVolume {
        if (sizeGib < 1 || sizeGib > LARGEST) {
            throw new UnsuitableServerException(
                    UnsuitableServerException.Field.ROOT_VOLUME, UnsuitableServerException.Why.MALFORMED);
        }
    }
}

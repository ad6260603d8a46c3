package org.stackdeck.cloud;

/**
 * The volume that is made for a server to boot from.
 *
 * @param sizeGib 1 to {@value #LARGEST}, as Cinder counts
 * @param deletedWithServer whether it goes when the server goes
 */
public record RootVolume(int sizeGib, boolean deletedWithServer) {

    /** Beyond what any Cinder offers; it has its own limits and says so. */
    public static final int LARGEST = 1 << 20;

    public RootVolume {
        if (sizeGib < 1 || sizeGib > LARGEST) {
            throw new UnsuitableServerException(
                    UnsuitableServerException.Field.ROOT_VOLUME, UnsuitableServerException.Why.MALFORMED);
        }
    }
}

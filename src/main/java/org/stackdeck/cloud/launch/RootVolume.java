package org.stackdeck.cloud.launch;

/**
 * The volume that is created for a server to boot from.
 *
 * @param sizeGib size in GiB, 1 to {@value #MAX_SIZE_GIB}
 */
public record RootVolume(int sizeGib, boolean deletedWithServer) {

    /** Maximum size in GiB, far above practical sizes; Cinder enforces its own limits. */
    public static final int MAX_SIZE_GIB = 1 << 20;

    public RootVolume {
        if (sizeGib < 1 || sizeGib > MAX_SIZE_GIB) {
            throw new InvalidNewServerException(
                    InvalidNewServerException.Field.ROOT_VOLUME, InvalidNewServerException.Reason.MALFORMED);
        }
    }
}

package org.stackdeck.simulator.nova.create;

import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedImage;

/** Checks that a flavor is large enough for an image (nova.compute.api, {@code _validate_flavor_image_nostatus}). */
public final class FlavorImageCheck {

    private static final long GIBIBYTE = 1L << 30;

    private FlavorImageCheck() {}

    /** @throws ApiException 400 with Nova's message, if the flavor is too small for the image */
    public static void check(SimulatedImage image, SimulatedFlavor flavor) {
        if (flavor.ram() < image.minRam()) {
            throw ApiException.badRequest("Flavor's memory is too small for requested image.");
        }
        long disk = flavor.disk() * GIBIBYTE;
        Long size = image.size();
        if (size != null && size > disk) {
            throw ApiException.badRequest(
                    "Flavor's disk is too small for requested image. Flavor disk is %d bytes, image is %d bytes."
                            .formatted(disk, size));
        }
        if (image.minDisk() * GIBIBYTE > disk) {
            throw ApiException.badRequest(("Flavor's disk is smaller than the minimum size specified in image metadata."
                            + " Flavor disk is %d bytes, minimum size is %d bytes.")
                    .formatted(disk, image.minDisk() * GIBIBYTE));
        }
    }
}

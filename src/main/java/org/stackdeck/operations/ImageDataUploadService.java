package org.stackdeck.operations;

import java.io.InputStream;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/** Passes the data of images from users to the clouds, without storing it. */
public interface ImageDataUploadService {

    /** Returns whether the user may upload the data of the image now. */
    boolean isAvailable(UserId user, CloudResource image);

    /** Returns the maximum size of the data in bytes. */
    long maxSize();

    /**
     * Uploads the data of an image that has none. Blocks until the cloud has stored it. Requires {@code image:create}
     * if the caller has created the image, otherwise {@code image:update}. The upload fails if the permission or the
     * session ends. Each upload is audited before its first byte and after its end.
     *
     * @param data is read once, by the calling thread, and not closed
     * @param length in bytes, at least 1 and at most {@link #maxSize}
     * @throws ActionRefusedException if the caller is not permitted to upload the data, or the image already has data
     * @throws CloudRequestLimitExceededException if too many uploads are active, or the caller has submitted too many
     *     operations
     * @throws org.stackdeck.cloud.CloudException if the cloud does not accept the data; FAILED if the data cannot be
     *     read. In both cases, the cloud may refuse further data for the image
     */
    void upload(Caller caller, ResourceKey image, InputStream data, long length);
}

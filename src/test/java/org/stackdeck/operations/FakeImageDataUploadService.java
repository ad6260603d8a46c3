package org.stackdeck.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/** Accepts all uploads of image data and records their sizes. */
public class FakeImageDataUploadService implements ImageDataUploadService {

    private final List<String> uploads = new ArrayList<>();

    @Override
    public boolean isAvailable(UserId user, CloudResource image) {
        return image.status().equals("queued");
    }

    @Override
    public long maxSize() {
        return 1 << 20;
    }

    @Override
    public synchronized void upload(Caller caller, ResourceKey image, InputStream data, long length) {
        try {
            uploads.add(image.id() + ": " + data.readAllBytes().length + " of " + length + " bytes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized List<String> uploads() {
        return List.copyOf(uploads);
    }
}

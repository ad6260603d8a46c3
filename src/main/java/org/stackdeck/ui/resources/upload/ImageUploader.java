package org.stackdeck.ui.resources.upload;

import com.vaadin.flow.server.streams.UploadEvent;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.ImageDataUploadService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/** Passes the image data that the current user uploads to the cloud. */
@Component
public class ImageUploader {

    private final ImageDataUploadService imageDataUploadService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    ImageUploader(ImageDataUploadService imageDataUploadService, CurrentUser currentUser, UiPush uiPush) {
        this.imageDataUploadService = imageDataUploadService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    UiPush uiPush() {
        return uiPush;
    }

    /** Returns the maximum size of the data in bytes. */
    long maxSize() {
        return imageDataUploadService.maxSize();
    }

    boolean isAvailable(ViewerPermissions viewer, CloudResource image) {
        return imageDataUploadService.isAvailable(viewer.id(), image);
    }

    /**
     * Uploads the data. Must be called on the thread of the HTTP request. Returns the reason of a failure; empty on
     * success.
     */
    Optional<String> upload(ResourceKey image, UploadEvent event, Messages messages) {
        if (event.getFileSize() < 1) {
            return Optional.of(messages.text("api.problem.empty-file"));
        }
        if (event.getFileSize() > maxSize()) {
            return Optional.of(messages.text("api.problem.http-413"));
        }
        try {
            imageDataUploadService.upload(currentUser.caller(), image, event.getInputStream(), event.getFileSize());
            return Optional.empty();
        } catch (ActionRefusedException refused) {
            return Optional.of(UnavailabilityReasons.reason(ResourceAction.CREATE_IMAGE, refused.availability())
                    .map(messages::text)
                    .orElse(messages.text("resources.missing.title")));
        } catch (CloudException e) {
            return Optional.of(
                    e.status() == HttpURLConnection.HTTP_UNSUPPORTED_TYPE
                            ? messages.text("resources.upload.format")
                            : CloudErrorMessages.message(e, messages));
        }
    }
}

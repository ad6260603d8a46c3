package org.stackdeck.ui.resources.upload;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Panel that uploads the data of an image without data. The browser shows the progress. The page shows the new state of
 * the image after the cloud has stored the data.
 */
public final class ImageUploadPanel extends Div {

    /** Base of the units of sizes, as for the other sizes on the page. */
    private static final int UNIT_BASE = 1024;

    /** Shows the average speed since the start of the upload. Vaadin's upload component does not show it. */
    private static final String SHOW_SPEED = """
            this.addEventListener('upload-progress', ({detail: {file}}) => {
              const speed = file.loaded / file.elapsed / 1048576;
              $0.textContent = file.elapsed > 0
                ? speed.toLocaleString($1, {maximumFractionDigits: 1}) + ' MB/s' : '';
            });
            ['upload-success', 'upload-error', 'upload-abort']
              .forEach(end => this.addEventListener(end, () => $0.textContent = ''));""";

    private final transient ResourceKey key;
    private final transient ImageUploader uploader;
    private final transient ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final Paragraph text = new Paragraph();
    private final Upload upload = new Upload(this::receive);
    private final Span speed = StyledElements.span("muted", "");
    private final Span problem = StyledElements.span("problem", "");
    private transient Consumer<String> problems = _ -> {};

    public ImageUploadPanel(
            ResourceKey key, ImageUploader uploader, ViewerPermissions viewerPermissions, Messages messages) {
        this.key = key;
        this.uploader = uploader;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        addClassName("image-upload");
        upload.setMaxFiles(1);
        // Avoid multipart form data, which would be stored in a temporary file before it is read.
        upload.setUploadFormat(UploadFormat.RAW);
        upload.getElement().setProperty("maxFileSize", (double) uploader.maxSize());
        upload.setI18n(texts());
        upload.getElement().executeJs(SHOW_SPEED, speed, messages.locale().toLanguageTag());
        problem.getElement().setAttribute("role", "alert");
        setVisible(false);
        add(new H2(messages.text("resources.upload.title")), text, upload, speed, problem);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        problems = uploader.uiPush().latest(event.getUI(), this, this::showProblem);
    }

    /** Shows the panel while the viewer may upload the data of the image, and then until the upload has ended. */
    public void update(CloudResource image) {
        text.setText(messages.text(
                "resources.upload.text", image.text("diskFormat").orElse("").toUpperCase(Locale.ROOT)));
        setVisible(uploader.isAvailable(viewerPermissions, image) || (isVisible() && image.isInTransition()));
    }

    private void showProblem(String reason) {
        problem.setText(reason.isEmpty() ? "" : messages.text("resources.upload.failed", reason));
        if (!reason.isEmpty()) {
            upload.clearFileList();
        }
    }

    private void receive(UploadEvent event) {
        problems.accept("");
        uploader.upload(key, event, messages).ifPresent(reason -> {
            problems.accept(reason);
            event.reject(reason);
        });
    }

    private UploadI18N texts() {
        return new UploadI18N()
                .setDropFiles(new UploadI18N.DropFiles().setOne(messages.text("resources.upload.drop")))
                .setAddFiles(new UploadI18N.AddFiles().setOne(messages.text("resources.upload.choose")))
                .setError(new UploadI18N.Error()
                        .setFileIsTooBig(messages.text("api.problem.http-413"))
                        .setTooManyFiles(messages.text("resources.upload.one"))
                        .setIncorrectFileType(messages.text("resources.upload.error")))
                .setUploading(new UploadI18N.Uploading()
                        .setStatus(new UploadI18N.Uploading.Status()
                                .setConnecting(messages.text("resources.upload.connecting"))
                                .setStalled(messages.text("resources.upload.stalled"))
                                .setProcessing(messages.text("resources.upload.processing"))
                                .setHeld(messages.text("resources.upload.queued")))
                        .setRemainingTime(new UploadI18N.Uploading.RemainingTime()
                                .setPrefix(messages.text("resources.upload.remaining"))
                                .setUnknown(messages.text("resources.upload.remaining.unknown")))
                        .setError(new UploadI18N.Uploading.Error()
                                .setServerUnavailable(messages.text("resources.upload.error"))
                                .setUnexpectedServerError(messages.text("resources.upload.error"))
                                .setForbidden(messages.text("resources.upload.error"))))
                .setFile(new UploadI18N.File()
                        .setRetry(messages.text("resources.upload.retry"))
                        .setStart(messages.text("resources.upload.start"))
                        .setRemove(messages.text("app.cancel")))
                .setUnits(new UploadI18N.Units(List.of("B", "KB", "MB", "GB", "TB"), UNIT_BASE));
    }
}

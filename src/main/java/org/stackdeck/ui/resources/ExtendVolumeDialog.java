package org.stackdeck.ui.resources;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.function.Consumer;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog for the new size of a volume. Volumes can only grow. */
final class ExtendVolumeDialog extends FormDialog {

    /** Maximum input in GiB, larger than volumes of real clouds. Cinder has no such limit. */
    private static final int MAX_SIZE_GIB = 1_000_000;

    private final IntegerField size;
    private final int minSize;

    ExtendVolumeDialog(
            CloudResource volume, String title, String submitLabel, Messages messages, Consumer<ActionRequest> submit) {
        super(messages, title, "420px");
        long current = volume.number("size").orElse(0L);
        minSize = (int) Math.min(current + 1, MAX_SIZE_GIB);
        size = new IntegerField(messages.text("resources.extend.size"));
        size.setMin(minSize);
        size.setMax(MAX_SIZE_GIB);
        size.setValue(minSize);
        size.setStepButtonsVisible(true);
        size.setWidthFull();
        addFields(new Paragraph(messages.text("resources.extend.text", current)), size);
        Button button = addButtons("resources.action.volumes.extend", () -> submit(submit));
        button.setText(submitLabel);
        size.focus();
    }

    private void submit(Consumer<ActionRequest> submit) {
        Integer value = size.getValue();
        if (check(
                size,
                value != null && value >= minSize && value <= MAX_SIZE_GIB,
                "resources.extend.invalid",
                minSize)) {
            close();
            submit.accept(
                    ActionRequest.of(ResourceAction.EXTEND_VOLUME).with(ActionParameter.SIZE, String.valueOf(value)));
        }
    }
}

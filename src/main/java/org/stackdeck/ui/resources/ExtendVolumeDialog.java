package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.QuotaLoader;
import org.stackdeck.ui.resources.creation.CreationQuotaForecastPanel;

/** Dialog for the new size of a volume. Volumes can only grow. */
final class ExtendVolumeDialog extends FormDialog {

    /** Maximum input in GiB, larger than volumes of real clouds. Cinder has no such limit. */
    private static final int MAX_SIZE_GIB = 1_000_000;

    private final IntegerField size;
    private final int minSize;
    private final transient Project project;
    private final transient QuotaLoader quotaLoader;
    private final CreationQuotaForecastPanel forecast;

    ExtendVolumeDialog(
            CloudResource volume,
            String title,
            String submitLabel,
            Messages messages,
            QuotaLoader quotaLoader,
            Consumer<ActionRequest> submit) {
        super(messages, title, "420px");
        this.project = Objects.requireNonNull(volume.project());
        this.quotaLoader = quotaLoader;
        this.forecast = new CreationQuotaForecastPanel(project, messages);
        long current = volume.number("size").orElse(0L);
        minSize = (int) Math.min(current + 1, MAX_SIZE_GIB);
        size = new IntegerField(messages.text("resources.extend.size"));
        size.setMin(minSize);
        size.setMax(MAX_SIZE_GIB);
        size.setValue(minSize);
        size.setStepButtonsVisible(true);
        size.setWidthFull();
        size.addValueChangeListener(_ -> updateForecast(current));
        updateForecast(current);
        addFields(new Paragraph(messages.text("resources.extend.text", current)), size, forecast);
        Button button = addButtons("resources.action.volumes.extend", () -> submit(submit));
        button.setText(submitLabel);
        size.focus();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        quotaLoader.load(List.of(project), false, event.getUI(), this, forecast::add);
    }

    private void updateForecast(long current) {
        Integer value = size.getValue();
        forecast.update(Map.of(Quota.Resource.GIGABYTES, value == null ? 0 : Math.max(0, value - current)));
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

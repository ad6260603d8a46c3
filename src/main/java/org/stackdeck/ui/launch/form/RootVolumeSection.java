package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.i18n.Messages;

/** Section for the root volume: whether a volume is created, its size, and whether it is deleted with the server. */
final class RootVolumeSection extends LaunchFormSection {

    private final Messages messages;
    private final Checkbox createCheckbox;
    private final IntegerField size = new IntegerField();
    private final Checkbox deleteCheckbox;
    private @Nullable Integer suggested;

    RootVolumeSection(Messages messages, LaunchFieldErrors validation) {
        super(messages.text("launch.root.title"));
        this.messages = messages;
        createCheckbox = new Checkbox(messages.text("launch.root.volume"));
        deleteCheckbox = new Checkbox(messages.text("launch.root.goes"), true);
        size.setLabel(messages.text("launch.root.size"));
        size.setSuffixComponent(new Span("GB"));
        size.setStepButtonsVisible(true);
        size.setMin(1);
        size.setManualValidation(true);
        size.setValueChangeMode(ValueChangeMode.EAGER);
        UserInputListeners.onChange(createCheckbox, _ -> validation.markChanged(Field.ROOT_VOLUME));
        UserInputListeners.onChange(deleteCheckbox, _ -> validation.markChanged(Field.ROOT_VOLUME));
        validation.add(Field.ROOT_VOLUME, size, this);
        setFields(createCheckbox, size, deleteCheckbox);
    }

    boolean createsVolume() {
        return createCheckbox.getValue();
    }

    @Nullable
    Integer sizeGib() {
        return size.getValue();
    }

    boolean deletedWithServer() {
        return deleteCheckbox.getValue();
    }

    void prefill(BootSource source) {
        RootVolume volume = switch (source) {
            case BootSource.ImageSource(var _, RootVolume root) -> root;
            case BootSource.VolumeSource _ -> null;
            case BootSource.SnapshotSource(var _, RootVolume root) -> root;
        };
        createCheckbox.setValue(source instanceof BootSource.ImageSource && volume != null);
        deleteCheckbox.setValue(volume == null || volume.deletedWithServer());
        suggested = null;
        size.setValue(volume == null ? null : volume.sizeGib());
    }

    /** Updates the fields and the summary, and suggests a size unless the user has entered one. */
    void update(LaunchDraft draft) {
        SelectableResource source = draft.source();
        boolean sized = draft.createsVolume();
        setVisible(!(source instanceof Volume));
        createCheckbox.setVisible(!(source instanceof VolumeSnapshot));
        size.setVisible(sized);
        deleteCheckbox.setVisible(sized);
        size.setHelperText(messages.text("launch.root.least", draft.minVolumeGib()));
        if (sized && (size.isEmpty() || size.getValue().equals(suggested))) {
            suggest(draft);
        }
        updateSummaryText(summary(source, sized));
    }

    /**
     * Suggests the minimum size of the source, or the size of the flavor's disk if the source is an image and the disk
     * is larger.
     */
    private void suggest(LaunchDraft draft) {
        AvailableFlavor flavor = draft.flavor();
        int disk = flavor == null || draft.source() instanceof VolumeSnapshot ? 0 : flavor.diskGib();
        int size = Math.max(disk, draft.minVolumeGib());
        if (suggested == null || suggested != size) {
            suggested = size;
            this.size.setValue(size);
        }
    }

    private String summary(@Nullable SelectableResource source, boolean sized) {
        if (!sized) {
            return source == null || source instanceof AvailableImage ? messages.text("launch.root.summary.none") : "";
        }
        Integer gib = size.getValue();
        return messages.text(
                deleteCheckbox.getValue() ? "launch.root.summary.goes" : "launch.root.summary.stays",
                gib == null ? 0 : gib);
    }
}

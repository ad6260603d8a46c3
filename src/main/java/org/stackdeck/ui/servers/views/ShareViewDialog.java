package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.group.Group;
import org.stackdeck.preferences.SavedViewException;
import org.stackdeck.preferences.SavedViewVisibility;
import org.stackdeck.preferences.ViewSharingService;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that selects the users with whom a view is shared. */
final class ShareViewDialog extends FormDialog {

    private final Select<Audience> audience = new Select<>();
    private final Checkbox isDefault;
    private final transient Consumer<Optional<SavedViewVisibility>> save;

    /** @param sharing how the view is shared if these users are selected; null for the owner only */
    private record Audience(String label, @Nullable SavedViewVisibility sharing) {}

    /**
     * Users with whom the view can be shared.
     *
     * @param allUsers whether the view can be shared with all users
     */
    record Choices(List<Group> groups, boolean allUsers) {}

    /** @param save called with the selection, empty for the owner only; may throw {@link SavedViewException} */
    ShareViewDialog(
            Messages messages,
            String view,
            Choices choices,
            Optional<SavedViewVisibility> current,
            Consumer<Optional<SavedViewVisibility>> save) {
        super(messages, messages.text("servers.views.share.title", view), "420px");
        this.save = save;
        this.isDefault = new Checkbox(messages.text("servers.views.share.default"));
        audience.setLabel(messages.text("servers.views.share.with"));
        audience.setItemLabelGenerator(Audience::label);
        audience.setManualValidation(true);
        List<Audience> items = audiences(choices, current);
        audience.setItems(items);
        audience.addValueChangeListener(event -> isDefault.setVisible(
                event.getValue() != null && event.getValue().sharing() != null));
        audience.setValue(items.stream()
                .filter(item -> isSame(item.sharing(), current.orElse(null)))
                .findFirst()
                .orElse(items.getFirst()));
        isDefault.setVisible(current.isPresent());
        isDefault.setValue(current.filter(SavedViewVisibility::isDefault).isPresent());
        isDefault.setHelperText(messages.text("servers.views.share.default.hint"));
        addFields(audience, isDefault);
        addButtons("servers.views.submit", this::submit);
        audience.focus();
    }

    /**
     * Also offers the current group if the owner is no longer a member, so that the dialog shows the current sharing.
     */
    private List<Audience> audiences(Choices choices, Optional<SavedViewVisibility> current) {
        List<Audience> items = new ArrayList<>();
        items.add(new Audience(messages.text("servers.views.share.none"), null));
        choices.groups()
                .forEach(group -> items.add(new Audience(
                        messages.text("servers.views.share.group", group.name().value()),
                        new SavedViewVisibility(group.id(), false))));
        if (choices.allUsers()) {
            items.add(
                    new Audience(messages.text("servers.views.share.everyone"), new SavedViewVisibility(null, false)));
        }
        current.filter(sharing -> items.stream().noneMatch(item -> isSame(item.sharing(), sharing)))
                .ifPresent(sharing -> items.add(new Audience(messages.text("servers.views.share.paused"), sharing)));
        return items;
    }

    private static boolean isSame(@Nullable SavedViewVisibility item, @Nullable SavedViewVisibility current) {
        if (item == null || current == null) {
            return item == null && current == null;
        }
        return Objects.equals(item.group(), current.group());
    }

    private void submit() {
        Audience selectedAudience = audience.getValue();
        if (selectedAudience == null) {
            return;
        }
        SavedViewVisibility selected = selectedAudience.sharing();
        try {
            save.accept(Optional.ofNullable(selected)
                    .map(sharing -> new SavedViewVisibility(sharing.group(), isDefault.getValue())));
            close();
        } catch (SavedViewException e) {
            check(audience, false, ServerViewNameDialog.errorKey(e.reason()), ViewSharingService.MAX_SHARED);
        }
    }
}

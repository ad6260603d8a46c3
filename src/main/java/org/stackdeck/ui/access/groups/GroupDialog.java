package org.stackdeck.ui.access.groups;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that creates a group, or edits its name and members. */
final class GroupDialog extends FormDialog {

    private final TextField name = new TextField();
    private final MultiSelectComboBox<User> people = new MultiSelectComboBox<>();

    /** Saves the input, and closes the dialog or shows an error in it. */
    interface SaveHandler {

        void save(GroupName name, Set<UserId> members, GroupDialog dialog);
    }

    GroupDialog(Messages messages, String before, List<User> users, Set<User> members, SaveHandler saveHandler) {
        super(
                messages,
                before.isEmpty() ? messages.text("groups.create") : messages.text("groups.edit", before),
                "460px");
        name.setLabel(messages.text("groups.column.name"));
        name.setMaxLength(GroupName.MAX_LENGTH);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.setValue(before);
        name.addKeyPressListener(Key.ENTER, _ -> submit(saveHandler));
        people.setLabel(messages.text("groups.column.members"));
        people.setItems(users);
        people.setItemLabelGenerator(user -> user.name().value());
        people.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        people.setValue(members);
        addFields(name, people);
        addButtons("groups.save", () -> submit(saveHandler));
        name.focus();
    }

    private void submit(SaveHandler saveHandler) {
        if (!isOpened()) {
            return;
        }
        Set<UserId> members = people.getValue().stream().map(User::id).collect(Collectors.toSet());
        GroupName.parse(name.getValue())
                .ifPresentOrElse(
                        parsed -> saveHandler.save(parsed, members, this), () -> showError("groups.name.form"));
    }

    void showError(String key) {
        check(name, false, key);
        name.focus();
    }
}

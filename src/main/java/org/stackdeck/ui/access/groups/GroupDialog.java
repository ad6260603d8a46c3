package org.stackdeck.ui.access.groups;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.ui.i18n.Messages;

/** Edits the name and the members of a group. */
final class GroupDialog extends Dialog {

    private final Messages messages;
    private final TextField name = new TextField();

    /** Saves the input and reports the result to the callback. */
    interface SaveHandler {
        void save(GroupName name, Set<UserId> members, SaveCallback saveCallback);
    }

    /** Receives the result of saving. */
    interface SaveCallback {
        void saved();

        void nameTaken();

        void groupDeleted();
    }

    GroupDialog(Messages messages, String before, List<User> users, Set<User> members, SaveHandler saveHandler) {
        this.messages = messages;
        setHeaderTitle(before.isEmpty() ? messages.text("groups.create") : messages.text("groups.edit", before));
        setWidth("460px");
        name.setLabel(messages.text("groups.column.name"));
        name.setMaxLength(GroupName.MAX_LENGTH);
        name.setValue(before);
        MultiSelectComboBox<User> people = new MultiSelectComboBox<>(messages.text("groups.column.members"));
        people.setItems(users);
        people.setItemLabelGenerator(user -> user.name().value());
        people.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        people.setValue(members);
        Div fields = new Div(name, people);
        fields.addClassName("fields");
        add(fields);
        Button save = new Button(messages.text("groups.save"), event -> {
            try {
                GroupName.parse(name.getValue())
                        .ifPresentOrElse(
                                parsed -> saveHandler.save(parsed, ids(people.getValue()), saveCallback()),
                                () -> showError("groups.name.form"));
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), save);
        name.focus();
    }

    private SaveCallback saveCallback() {
        return new SaveCallback() {
            @Override
            public void saved() {
                close();
            }

            @Override
            public void nameTaken() {
                showError("groups.name.taken");
            }

            @Override
            public void groupDeleted() {
                showError("groups.gone");
            }
        };
    }

    private void showError(String key) {
        name.setInvalid(true);
        name.setErrorMessage(messages.text(key));
        name.focus();
    }

    private static Set<UserId> ids(Set<User> users) {
        return users.stream().map(User::id).collect(Collectors.toSet());
    }
}

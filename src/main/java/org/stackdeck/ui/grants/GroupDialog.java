package org.stackdeck.ui.grants;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.ui.component.Words;

/** Edits the name and the members of a group. */
final class GroupDialog extends Dialog {

    private final Words words;
    private final TextField name = new TextField();

    /** Saves the input and reports the result to the callback. */
    interface Saver {
        void save(GroupName name, Set<UserId> members, Outcome outcome);
    }

    /** Receives the result of saving. */
    interface Outcome {
        void saved();

        void nameTaken();

        void gone();
    }

    GroupDialog(Words words, String before, List<User> users, Set<User> members, Saver saver) {
        this.words = words;
        setHeaderTitle(before.isEmpty() ? words.say("groups.create") : words.say("groups.edit", before));
        setWidth("460px");
        name.setLabel(words.say("groups.column.name"));
        name.setMaxLength(GroupName.MAX_LENGTH);
        name.setValue(before);
        MultiSelectComboBox<User> people = new MultiSelectComboBox<>(words.say("groups.column.members"));
        people.setItems(users);
        people.setItemLabelGenerator(user -> user.name().value());
        people.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        people.setValue(members);
        Div fields = new Div(name, people);
        fields.addClassName("fields");
        add(fields);
        Button save = new Button(words.say("groups.save"), event -> {
            try {
                GroupName.parse(name.getValue())
                        .ifPresentOrElse(
                                parsed -> saver.save(parsed, ids(people.getValue()), outcome()),
                                () -> say("groups.name.form"));
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), save);
        name.focus();
    }

    private Outcome outcome() {
        return new Outcome() {
            @Override
            public void saved() {
                close();
            }

            @Override
            public void nameTaken() {
                say("groups.name.taken");
            }

            @Override
            public void gone() {
                say("groups.gone");
            }
        };
    }

    private void say(String key) {
        name.setInvalid(true);
        name.setErrorMessage(words.say(key));
        name.focus();
    }

    private static Set<UserId> ids(Set<User> users) {
        return users.stream().map(User::id).collect(Collectors.toSet());
    }
}

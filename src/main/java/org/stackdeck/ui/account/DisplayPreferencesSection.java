package org.stackdeck.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.Language;
import org.stackdeck.ui.StartPage;
import org.stackdeck.ui.Theme;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.i18n.Messages;

/** Section for the user's language, theme, start page and keyboard shortcuts. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class DisplayPreferencesSection extends Div {

    DisplayPreferencesSection(DisplayPreferenceService preferences, CurrentUser currentUser) {
        Messages messages = Messages.current();
        RadioButtonGroup<Language> language = new RadioButtonGroup<>(messages.text("app.language"));
        language.setItems(Language.values());
        language.setItemLabelGenerator(Language::fullName);
        language.setValue(Language.forLocale(messages.locale()));
        UserInputListeners.saveOnChange(language, value -> {
            preferences.setLanguage(UI.getCurrentOrThrow(), value);
            UI.getCurrentOrThrow().getPage().reload();
        });
        RadioButtonGroup<Theme> theme = new RadioButtonGroup<>(messages.text("account.theme"));
        theme.setItems(Theme.values());
        theme.setItemLabelGenerator(choice -> messages.text("account.theme." + choice.code()));
        theme.setValue(Optional.ofNullable(currentUser.user().theme())
                .flatMap(Theme::fromCode)
                .orElse(Theme.SYSTEM));
        UserInputListeners.saveOnChange(theme, value -> preferences.setTheme(UI.getCurrentOrThrow(), value));
        RadioButtonGroup<StartPage> startPage = new RadioButtonGroup<>(messages.text("account.start-page"));
        startPage.setItems(StartPage.values());
        startPage.setItemLabelGenerator(choice -> messages.text(choice.code() + ".title"));
        startPage.setValue(preferences.startPage());
        UserInputListeners.saveOnChange(startPage, preferences::setStartPage);
        Checkbox singleKeys = new Checkbox(messages.text("account.single-key-shortcuts"));
        singleKeys.setHelperText(messages.text("account.single-key-shortcuts.about"));
        singleKeys.setValue(preferences.areSingleKeyShortcutsEnabled());
        UserInputListeners.saveOnChange(
                singleKeys, value -> preferences.setSingleKeyShortcutsEnabled(UI.getCurrentOrThrow(), value));
        addClassName("section");
        setId("account.look");
        add(new H2(messages.text("account.look")), language, theme, startPage, singleKeys);
    }
}

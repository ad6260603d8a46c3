package org.stackdeck.ui.component;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.stackdeck.inventory.search.SearchQuery;

/** Text field that filters a list. */
public final class SearchField extends TextField {

    /** Maximum length, in characters. */
    public static final int MAX_LENGTH = SearchQuery.MAX_LENGTH;

    /** Delay between the last key press and the filtering of the list. */
    private static final int DELAY_MS = 150;

    public SearchField(String label) {
        setPlaceholder(label);
        setAriaLabel(label);
        setClearButtonVisible(true);
        setPrefixComponent(new SpriteIcon("search"));
        setValueChangeMode(ValueChangeMode.LAZY);
        setValueChangeTimeout(DELAY_MS);
        setMaxLength(MAX_LENGTH);
    }

    public SearchQuery<?> query() {
        return SearchQuery.ofWords(getValue());
    }
}

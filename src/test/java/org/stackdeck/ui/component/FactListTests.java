package org.stackdeck.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import org.junit.jupiter.api.Test;

class FactListTests {

    private final FactList facts = new FactList();

    private void set(String label, String value) {
        facts.set(label, value, Span::new);
    }

    /** The line is removed instead of hidden, because the browser keeps the content of an invisible component. */
    @Test
    void lineWithoutAValueIsRemovedAndReturnsToItsPlace() {
        set("Flavor", "m1.small");
        set("Host", "compute-1");
        set("Zone", "nova");

        facts.<String>set("Host", null, Span::new);
        assertThat(facts.getElement().getTextRecursively()).isEqualTo("Flavorm1.smallZonenova");

        set("Host", "compute-2");
        assertThat(facts.getElement().getTextRecursively()).isEqualTo("Flavorm1.smallHostcompute-2Zonenova");
    }

    @Test
    void lineThatNeverHadAValueIsNotShown() {
        facts.<String>set("Host", null, Span::new);

        assertThat(facts.getElement().getChildCount()).isZero();
    }
}

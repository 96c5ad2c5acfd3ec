package org.derivata.symbolic;

import java.util.List;
import org.derivata.core.operator.Fact;

/**
 * A declaration that would make a form shorter, or remove places where it may have no value.
 *
 * @param variable the name that it would be declared of
 * @param fact what would be declared
 * @param form the form then
 * @param defined arguments, as of a logarithm, that would no longer have to be looked after
 */
public record HelpfulFact(String variable, Fact fact, Formula form, List<Formula> defined) {}

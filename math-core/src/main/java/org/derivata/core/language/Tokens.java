package org.derivata.core.language;

import java.util.List;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** The tokens of a whole text, read beforehand, as the parser wants them; the last one is the end of the text. */
final class Tokens implements TokenStream {

    private final Token[] all;
    private final TokenSource source;
    private int position;

    Tokens(List<Token> all, TokenSource source) {
        this.all = all.toArray(new Token[0]);
        this.source = source;
    }

    @Override
    public Token get(int index) {
        return all[index];
    }

    @Override
    public Token LT(int distance) {
        int index = distance > 0 ? position + distance - 1 : position + distance;
        return all[Math.min(Math.max(index, 0), all.length - 1)];
    }

    @Override
    public int LA(int distance) {
        return distance == 1 && position < all.length
                ? all[position].getType()
                : LT(distance).getType();
    }

    @Override
    public void consume() {
        position++;
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
        // all tokens are at hand
    }

    @Override
    public int index() {
        return position;
    }

    @Override
    public void seek(int index) {
        position = index;
    }

    @Override
    public int size() {
        return all.length;
    }

    @Override
    public String getSourceName() {
        return "text";
    }

    @Override
    public TokenSource getTokenSource() {
        return source;
    }

    @Override
    public String getText(Interval interval) {
        StringBuilder text = new StringBuilder();
        for (int i = interval.a; i <= interval.b && i < all.length; i++) {
            text.append(all[i].getText());
        }
        return text.toString();
    }

    @Override
    public String getText() {
        return getText(Interval.of(0, all.length - 1));
    }

    @Override
    public String getText(RuleContext context) {
        return getText(context.getSourceInterval());
    }

    @Override
    public String getText(Token start, Token stop) {
        return getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
    }
}

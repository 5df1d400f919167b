// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
import 'runtime/codec.dart';

/// Input of `things.put`.
final class ThingsPutInput extends JsonValue {
  const ThingsPutInput({
    required this.problem,
    required this.label,
    required this.listed,
    required this.pair,
    required this.line,
    required this.noPlace,
    required this.onlyRest,
    required this.loose,
    required this.caught,
    required this.tree,
    required this.chain,
    required this.expression,
    required this.shape,
    required this.nested,
    required this.shapes,
    required this.byNumber,
    required this.either,
    required this.similar,
    required this.partly,
    required this.known,
    required this.mixed,
    required this.json,
    required this.anything,
    required this.prices,
    required this.levels,
    required this.both,
    required this.level,
    required this.share,
    required this.odd,
    this.maybe,
    required this.flag,
    required this.big,
    required this.day,
    required this.moment,
    required this.exact,
    required this.local,
    required this.nullable,
    this.optional,
    this.note = const FieldAbsent(),
    this.counts = const FieldAbsent(),
    this.made,
    this.size,
    required this.matrix,
    required this.empty,
    required this.inner,
  });

  factory ThingsPutInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInput(
      problem: reader.get('problem', ApiError.codec),
      label: reader.get('label', Tag.codec),
      listed: reader.get('listed', ApiList.codec),
      pair: reader.get('pair', ThingsPutInputPair.codec),
      line: reader.get('line', ThingsPutInputLine.codec),
      noPlace: reader.get('noPlace', jsonCodec.list),
      onlyRest: reader.get('onlyRest', integerCodec.list),
      loose: reader.get('loose', ThingsPutInputLoose.codec),
      caught: reader.get('caught', ThingsPutInputCaught.codec),
      tree: reader.get('tree', Tree.codec),
      chain: reader.get('chain', Chain.codec),
      expression: reader.get('expression', ApiExpression.codec),
      shape: reader.get('shape', ThingsPutInputShape.codec),
      nested: reader.get('nested', ThingsPutInputNested.codec.nullable),
      shapes: reader.get('shapes', ThingsPutInputShapesItem.codec.nullable.list),
      byNumber: reader.get('byNumber', ThingsPutInputByNumber.codec),
      either: reader.get('either', ThingsPutInputEither.codec.nullable),
      similar: reader.get('similar', ThingsPutInputSimilar.codec),
      partly: reader.get('partly', ThingsPutInputPartly.codec),
      known: reader.get('known', ThingsPutInputKnown.codec),
      mixed: reader.get('mixed', jsonCodec),
      json: reader.get('json', ThingsPutInputJson.codec.nullable),
      anything: reader.get('anything', jsonCodec),
      prices: reader.get('prices', textCodec.map),
      levels: reader.get('levels', integerCodec.map),
      both: reader.get('both', ThingsPutInputBoth.codec),
      level: reader.get('level', ThingsPutInputLevel.codec),
      share: reader.get('share', ThingsPutInputShare.codec),
      odd: reader.get('odd', ThingsPutInputOdd.codec.nullable),
      maybe: reader.optional('maybe', ThingsPutInputMaybe.codec),
      flag: reader.get('flag', booleanCodec),
      big: reader.get('big', textCodec),
      day: reader.get('day', textCodec),
      moment: reader.get('moment', timeCodec),
      exact: reader.get('exact', textCodec),
      local: reader.get('local', textCodec),
      nullable: reader.get('nullable', textCodec.nullable),
      optional: reader.optional('optional', textCodec),
      note: reader.field('note', textCodec),
      counts: reader.field('counts', integerCodec.nullable.list),
      made: reader.optional('made', textCodec),
      size: reader.optional('size', integerCodec),
      matrix: reader.get('matrix', numberCodec.list.list),
      empty: reader.get('empty', ThingsPutInputEmpty.codec),
      inner: reader.get('inner', ThingsPutInputInner.codec),
    );
  }

  static final Codec<ThingsPutInput> codec = Codec<ThingsPutInput>(ThingsPutInput.fromJson, (value) => value.toJson());

  final ApiError problem;

  final Tag label;

  final ApiList listed;

  final ThingsPutInputPair pair;

  final ThingsPutInputLine line;

  final List<Object?> noPlace;

  final List<int> onlyRest;

  final ThingsPutInputLoose loose;

  final ThingsPutInputCaught caught;

  final Tree tree;

  final Chain chain;

  final ApiExpression expression;

  final ThingsPutInputShape shape;

  final ThingsPutInputNested? nested;

  final List<ThingsPutInputShapesItem?> shapes;

  final ThingsPutInputByNumber byNumber;

  final ThingsPutInputEither? either;

  final ThingsPutInputSimilar similar;

  final ThingsPutInputPartly partly;

  final ThingsPutInputKnown known;

  final Object? mixed;

  final ThingsPutInputJson? json;

  final Object? anything;

  final Map<String, String> prices;

  final Map<String, int> levels;

  final ThingsPutInputBoth both;

  final ThingsPutInputLevel level;

  final ThingsPutInputShare share;

  final ThingsPutInputOdd? odd;

  final ThingsPutInputMaybe? maybe;

  final bool flag;

  final String big;

  final String day;

  final DateTime moment;

  final String exact;

  final String local;

  final String? nullable;

  final String? optional;

  final Field<String> note;

  final Field<List<int?>> counts;

  final String? made;

  /// Items.
  /// Left out, it is 20.
  @Deprecated('The contract deprecates this field.')
  final int? size;

  final List<List<double>> matrix;

  final ThingsPutInputEmpty empty;

  final ThingsPutInputInner inner;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('problem', ApiError.codec, problem);
    writer.put('label', Tag.codec, label);
    writer.put('listed', ApiList.codec, listed);
    writer.put('pair', ThingsPutInputPair.codec, pair);
    writer.put('line', ThingsPutInputLine.codec, line);
    writer.put('noPlace', jsonCodec.list, noPlace);
    writer.put('onlyRest', integerCodec.list, onlyRest);
    writer.put('loose', ThingsPutInputLoose.codec, loose);
    writer.put('caught', ThingsPutInputCaught.codec, caught);
    writer.put('tree', Tree.codec, tree);
    writer.put('chain', Chain.codec, chain);
    writer.put('expression', ApiExpression.codec, expression);
    writer.put('shape', ThingsPutInputShape.codec, shape);
    writer.put('nested', ThingsPutInputNested.codec.nullable, nested);
    writer.put('shapes', ThingsPutInputShapesItem.codec.nullable.list, shapes);
    writer.put('byNumber', ThingsPutInputByNumber.codec, byNumber);
    writer.put('either', ThingsPutInputEither.codec.nullable, either);
    writer.put('similar', ThingsPutInputSimilar.codec, similar);
    writer.put('partly', ThingsPutInputPartly.codec, partly);
    writer.put('known', ThingsPutInputKnown.codec, known);
    writer.put('mixed', jsonCodec, mixed);
    writer.put('json', ThingsPutInputJson.codec.nullable, json);
    writer.put('anything', jsonCodec, anything);
    writer.put('prices', textCodec.map, prices);
    writer.put('levels', integerCodec.map, levels);
    writer.put('both', ThingsPutInputBoth.codec, both);
    writer.put('level', ThingsPutInputLevel.codec, level);
    writer.put('share', ThingsPutInputShare.codec, share);
    writer.put('odd', ThingsPutInputOdd.codec.nullable, odd);
    writer.put('yes', jsonCodec, true);
    writer.optional('maybe', ThingsPutInputMaybe.codec, maybe);
    writer.put('nil', jsonCodec, null);
    writer.put('flag', booleanCodec, flag);
    writer.put('big', textCodec, big);
    writer.put('day', textCodec, day);
    writer.put('moment', timeCodec, moment);
    writer.put('exact', textCodec, exact);
    writer.put('local', textCodec, local);
    writer.put('nullable', textCodec.nullable, nullable);
    writer.optional('optional', textCodec, optional);
    writer.field('note', textCodec, note);
    writer.field('counts', integerCodec.nullable.list, counts);
    writer.optional('made', textCodec, made);
    writer.optional('size', integerCodec, size);
    writer.put('matrix', numberCodec.list.list, matrix);
    writer.put('empty', ThingsPutInputEmpty.codec, empty);
    writer.put('inner', ThingsPutInputInner.codec, inner);
    return writer.json;
  }
}

final class ApiError extends JsonValue {
  const ApiError({
    required this.code,
    required this.result,
  });

  factory ApiError.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiError(
      code: reader.get('code', textCodec),
      result: reader.get('result', textCodec.nullable),
    );
  }

  static final Codec<ApiError> codec = Codec<ApiError>(ApiError.fromJson, (value) => value.toJson());

  final String code;

  final String? result;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('code', textCodec, code);
    writer.put('result', textCodec.nullable, result);
    return writer.json;
  }
}

/// A tag. */ /* $x
final class Tag extends JsonValue {
  const Tag({
    required this.string,
    required this.type,
  });

  factory Tag.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Tag(
      string: reader.get('string', textCodec),
      type: reader.get('type', textCodec),
    );
  }

  static final Codec<Tag> codec = Codec<Tag>(Tag.fromJson, (value) => value.toJson());

  final String string;

  final String type;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('string', textCodec, string);
    writer.put('type', textCodec, type);
    return writer.json;
  }
}

final class ApiList extends JsonValue {
  const ApiList({
    required this.list,
    required this.map,
  });

  factory ApiList.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiList(
      list: reader.get('list', textCodec.list),
      map: reader.get('map', integerCodec.map),
    );
  }

  static final Codec<ApiList> codec = Codec<ApiList>(ApiList.fromJson, (value) => value.toJson());

  final List<String> list;

  final Map<String, int> map;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('list', textCodec.list, list);
    writer.put('map', integerCodec.map, map);
    return writer.json;
  }
}

/// A list of fixed length.
final class ThingsPutInputPair extends JsonValue {
  const ThingsPutInputPair({
    required this.item1,
    this.item2,
  });

  factory ThingsPutInputPair.fromJson(Object? json) {
    final reader = TupleReader(json);
    return ThingsPutInputPair(
      item1: reader.get(0, textCodec),
      item2: reader.optional(1, integerCodec),
    );
  }

  static final Codec<ThingsPutInputPair> codec = Codec<ThingsPutInputPair>(ThingsPutInputPair.fromJson, (value) => value.toJson());

  final String item1;
  final int? item2;

  @override
  Object? toJson() => tupleOf(1, [
        textCodec.encode(item1),
        integerCodec.nullable.encode(item2),
      ]);
}

/// A list of fixed length.
final class ThingsPutInputLine extends JsonValue {
  const ThingsPutInputLine({
    required this.item1,
    required this.item2,
    this.rest = const [],
  });

  factory ThingsPutInputLine.fromJson(Object? json) {
    final reader = TupleReader(json);
    return ThingsPutInputLine(
      item1: reader.get(0, textCodec),
      item2: reader.get(1, textCodec.nullable),
      rest: reader.rest(2, integerCodec),
    );
  }

  static final Codec<ThingsPutInputLine> codec = Codec<ThingsPutInputLine>(ThingsPutInputLine.fromJson, (value) => value.toJson());

  final String item1;
  final String? item2;

  /// Further items.
  final List<int> rest;

  @override
  Object? toJson() => tupleOf(2, [
        textCodec.encode(item1),
        textCodec.nullable.encode(item2),
      ], rest.map(integerCodec.encode));
}

final class ThingsPutInputLoose extends JsonValue {
  const ThingsPutInputLoose({
    required this.a,
    this.otherFields = const {},
  });

  factory ThingsPutInputLoose.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputLoose(
      a: reader.get('a', textCodec),
      otherFields: reader.others(const {'a'}, jsonCodec),
    );
  }

  static final Codec<ThingsPutInputLoose> codec = Codec<ThingsPutInputLoose>(ThingsPutInputLoose.fromJson, (value) => value.toJson());

  final String a;

  /// All other fields.
  final Map<String, Object?> otherFields;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('a', textCodec, a);
    writer.others(jsonCodec, otherFields);
    return writer.json;
  }
}

final class ThingsPutInputCaught extends JsonValue {
  const ThingsPutInputCaught({
    required this.a,
    this.b,
    this.otherFields = const {},
  });

  factory ThingsPutInputCaught.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputCaught(
      a: reader.get('a', textCodec),
      b: reader.optional('b', booleanCodec),
      otherFields: reader.others(const {'a', 'b'}, integerCodec),
    );
  }

  static final Codec<ThingsPutInputCaught> codec = Codec<ThingsPutInputCaught>(ThingsPutInputCaught.fromJson, (value) => value.toJson());

  final String a;

  final bool? b;

  /// All other fields.
  final Map<String, int> otherFields;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('a', textCodec, a);
    writer.optional('b', booleanCodec, b);
    writer.others(integerCodec, otherFields);
    return writer.json;
  }
}

final class Tree extends JsonValue {
  const Tree({
    required this.text,
    this.branches,
  });

  factory Tree.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Tree(
      text: reader.get('text', textCodec),
      branches: reader.optional('branches', Tree.codec.list),
    );
  }

  static final Codec<Tree> codec = Codec<Tree>(Tree.fromJson, (value) => value.toJson());

  final String text;

  final List<Tree>? branches;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('text', textCodec, text);
    writer.optional('branches', Tree.codec.list, branches);
    return writer.json;
  }
}

final class Chain extends JsonValue {
  const Chain({
    required this.value,
    required this.next,
  });

  factory Chain.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Chain(
      value: reader.get('value', integerCodec),
      next: reader.get('next', Chain.codec.nullable),
    );
  }

  static final Codec<Chain> codec = Codec<Chain>(Chain.fromJson, (value) => value.toJson());

  final int value;

  final Chain? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('value', integerCodec, value);
    writer.put('next', Chain.codec.nullable, next);
    return writer.json;
  }
}

sealed class ApiExpression extends JsonValue {
  const ApiExpression();

  factory ApiExpression.fromJson(Object? json) => switch (tagOf(json, 'op')) {
        'number' => ApiExpressionNumberCase(ApiExpressionNumber.codec.decode(json)),
        'not' => ApiExpressionNotCase(ApiExpressionNot.codec.decode(json)),
        'and' => ApiExpressionAndCase(ApiExpressionAnd.codec.decode(json)),
        _ => ApiExpressionUnknown(json),
      };

  static final Codec<ApiExpression> codec = Codec<ApiExpression>(ApiExpression.fromJson, (value) => value.toJson());
}

final class ApiExpressionNumberCase extends ApiExpression {
  const ApiExpressionNumberCase(this.value);

  final ApiExpressionNumber value;

  @override
  Object? toJson() => ApiExpressionNumber.codec.encode(value);
}

final class ApiExpressionNotCase extends ApiExpression {
  const ApiExpressionNotCase(this.value);

  final ApiExpressionNot value;

  @override
  Object? toJson() => ApiExpressionNot.codec.encode(value);
}

final class ApiExpressionAndCase extends ApiExpression {
  const ApiExpressionAndCase(this.value);

  final ApiExpressionAnd value;

  @override
  Object? toJson() => ApiExpressionAnd.codec.encode(value);
}

/// A case of [ApiExpression] that this version of the app does not know.
final class ApiExpressionUnknown extends ApiExpression {
  const ApiExpressionUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ApiExpressionNumber extends JsonValue {
  const ApiExpressionNumber({
    required this.value,
  });

  factory ApiExpressionNumber.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiExpressionNumber(
      value: reader.get('value', numberCodec),
    );
  }

  static final Codec<ApiExpressionNumber> codec = Codec<ApiExpressionNumber>(ApiExpressionNumber.fromJson, (value) => value.toJson());

  final double value;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('op', jsonCodec, 'number');
    writer.put('value', numberCodec, value);
    return writer.json;
  }
}

final class ApiExpressionNot extends JsonValue {
  const ApiExpressionNot({
    required this.of,
  });

  factory ApiExpressionNot.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiExpressionNot(
      of: reader.get('of', ApiExpression.codec),
    );
  }

  static final Codec<ApiExpressionNot> codec = Codec<ApiExpressionNot>(ApiExpressionNot.fromJson, (value) => value.toJson());

  final ApiExpression of;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('op', jsonCodec, 'not');
    writer.put('of', ApiExpression.codec, of);
    return writer.json;
  }
}

final class ApiExpressionAnd extends JsonValue {
  const ApiExpressionAnd({
    required this.left,
    required this.right,
  });

  factory ApiExpressionAnd.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiExpressionAnd(
      left: reader.get('left', ApiExpression.codec),
      right: reader.get('right', ApiExpression.codec),
    );
  }

  static final Codec<ApiExpressionAnd> codec = Codec<ApiExpressionAnd>(ApiExpressionAnd.fromJson, (value) => value.toJson());

  final ApiExpression left;

  final ApiExpression right;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('op', jsonCodec, 'and');
    writer.put('left', ApiExpression.codec, left);
    writer.put('right', ApiExpression.codec, right);
    return writer.json;
  }
}

sealed class ThingsPutInputShape extends JsonValue {
  const ThingsPutInputShape();

  factory ThingsPutInputShape.fromJson(Object? json) => switch (tagOf(json, 'kind')) {
        'circle' => ThingsPutInputShapeCircleCase(Circle.codec.decode(json)),
        'square' || 'box' => ThingsPutInputShapeSquareCase(Square.codec.decode(json)),
        'none' => ThingsPutInputShapeNoneCase(ThingsPutInputShapeNone.codec.decode(json)),
        _ => ThingsPutInputShapeUnknown(json),
      };

  static final Codec<ThingsPutInputShape> codec = Codec<ThingsPutInputShape>(ThingsPutInputShape.fromJson, (value) => value.toJson());
}

final class ThingsPutInputShapeCircleCase extends ThingsPutInputShape {
  const ThingsPutInputShapeCircleCase(this.value);

  final Circle value;

  @override
  Object? toJson() => Circle.codec.encode(value);
}

final class ThingsPutInputShapeSquareCase extends ThingsPutInputShape {
  const ThingsPutInputShapeSquareCase(this.value);

  final Square value;

  @override
  Object? toJson() => Square.codec.encode(value);
}

final class ThingsPutInputShapeNoneCase extends ThingsPutInputShape {
  const ThingsPutInputShapeNoneCase(this.value);

  final ThingsPutInputShapeNone value;

  @override
  Object? toJson() => ThingsPutInputShapeNone.codec.encode(value);
}

/// A case of [ThingsPutInputShape] that this version of the app does not know.
final class ThingsPutInputShapeUnknown extends ThingsPutInputShape {
  const ThingsPutInputShapeUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class Circle extends JsonValue {
  const Circle({
    required this.radius,
  });

  factory Circle.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Circle(
      radius: reader.get('radius', numberCodec),
    );
  }

  static final Codec<Circle> codec = Codec<Circle>(Circle.fromJson, (value) => value.toJson());

  final double radius;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'circle');
    writer.put('radius', numberCodec, radius);
    return writer.json;
  }
}

final class Square extends JsonValue {
  const Square({
    required this.kind,
    required this.side,
  });

  factory Square.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Square(
      kind: reader.get('kind', SquareKind.codec),
      side: reader.get('side', integerCodec),
    );
  }

  static final Codec<Square> codec = Codec<Square>(Square.fromJson, (value) => value.toJson());

  final SquareKind kind;

  final int side;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', SquareKind.codec, kind);
    writer.put('side', integerCodec, side);
    return writer.json;
  }
}

final class SquareKind extends OpenEnum<String> {
  const SquareKind._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory SquareKind.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => SquareKind._(value));

  static const SquareKind square = SquareKind._('square');
  static const SquareKind box = SquareKind._('box');

  /// The values that this version of the app knows.
  static const List<SquareKind> known = [square, box];

  static final Codec<SquareKind> codec =
      Codec<SquareKind>((json) => SquareKind.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class ThingsPutInputShapeNone extends JsonValue {
  const ThingsPutInputShapeNone();

  factory ThingsPutInputShapeNone.fromJson(Object? json) {
    ObjectReader(json);
    return const ThingsPutInputShapeNone();
  }

  static final Codec<ThingsPutInputShapeNone> codec = Codec<ThingsPutInputShapeNone>(ThingsPutInputShapeNone.fromJson, (value) => value.toJson());

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'none');
    return writer.json;
  }
}

sealed class ThingsPutInputNested extends JsonValue {
  const ThingsPutInputNested();

  factory ThingsPutInputNested.fromJson(Object? json) => switch (tagOf(json, 'kind')) {
        'circle' => ThingsPutInputNestedCircleCase(Circle.codec.decode(json)),
        'square' || 'box' => ThingsPutInputNestedSquareCase(Square.codec.decode(json)),
        'none' => ThingsPutInputNestedNoneCase(ThingsPutInputNestedNone.codec.decode(json)),
        'string' => ThingsPutInputNestedStringCase(ThingsPutInputNestedString.codec.decode(json)),
        _ => ThingsPutInputNestedUnknown(json),
      };

  static final Codec<ThingsPutInputNested> codec = Codec<ThingsPutInputNested>(ThingsPutInputNested.fromJson, (value) => value.toJson());
}

final class ThingsPutInputNestedCircleCase extends ThingsPutInputNested {
  const ThingsPutInputNestedCircleCase(this.value);

  final Circle value;

  @override
  Object? toJson() => Circle.codec.encode(value);
}

final class ThingsPutInputNestedSquareCase extends ThingsPutInputNested {
  const ThingsPutInputNestedSquareCase(this.value);

  final Square value;

  @override
  Object? toJson() => Square.codec.encode(value);
}

final class ThingsPutInputNestedNoneCase extends ThingsPutInputNested {
  const ThingsPutInputNestedNoneCase(this.value);

  final ThingsPutInputNestedNone value;

  @override
  Object? toJson() => ThingsPutInputNestedNone.codec.encode(value);
}

final class ThingsPutInputNestedStringCase extends ThingsPutInputNested {
  const ThingsPutInputNestedStringCase(this.value);

  final ThingsPutInputNestedString value;

  @override
  Object? toJson() => ThingsPutInputNestedString.codec.encode(value);
}

/// A case of [ThingsPutInputNested] that this version of the app does not know.
final class ThingsPutInputNestedUnknown extends ThingsPutInputNested {
  const ThingsPutInputNestedUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsPutInputNestedNone extends JsonValue {
  const ThingsPutInputNestedNone();

  factory ThingsPutInputNestedNone.fromJson(Object? json) {
    ObjectReader(json);
    return const ThingsPutInputNestedNone();
  }

  static final Codec<ThingsPutInputNestedNone> codec = Codec<ThingsPutInputNestedNone>(ThingsPutInputNestedNone.fromJson, (value) => value.toJson());

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'none');
    return writer.json;
  }
}

final class ThingsPutInputNestedString extends JsonValue {
  const ThingsPutInputNestedString({
    required this.string,
  });

  factory ThingsPutInputNestedString.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputNestedString(
      string: reader.get('string', textCodec),
    );
  }

  static final Codec<ThingsPutInputNestedString> codec = Codec<ThingsPutInputNestedString>(ThingsPutInputNestedString.fromJson, (value) => value.toJson());

  final String string;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'string');
    writer.put('string', textCodec, string);
    return writer.json;
  }
}

sealed class ThingsPutInputShapesItem extends JsonValue {
  const ThingsPutInputShapesItem();

  factory ThingsPutInputShapesItem.fromJson(Object? json) => switch (tagOf(json, 'kind')) {
        'circle' => ThingsPutInputShapesItemCircleCase(Circle.codec.decode(json)),
        'square' || 'box' => ThingsPutInputShapesItemSquareCase(Square.codec.decode(json)),
        'none' => ThingsPutInputShapesItemNoneCase(ThingsPutInputShapesItemNone.codec.decode(json)),
        _ => ThingsPutInputShapesItemUnknown(json),
      };

  static final Codec<ThingsPutInputShapesItem> codec = Codec<ThingsPutInputShapesItem>(ThingsPutInputShapesItem.fromJson, (value) => value.toJson());
}

final class ThingsPutInputShapesItemCircleCase extends ThingsPutInputShapesItem {
  const ThingsPutInputShapesItemCircleCase(this.value);

  final Circle value;

  @override
  Object? toJson() => Circle.codec.encode(value);
}

final class ThingsPutInputShapesItemSquareCase extends ThingsPutInputShapesItem {
  const ThingsPutInputShapesItemSquareCase(this.value);

  final Square value;

  @override
  Object? toJson() => Square.codec.encode(value);
}

final class ThingsPutInputShapesItemNoneCase extends ThingsPutInputShapesItem {
  const ThingsPutInputShapesItemNoneCase(this.value);

  final ThingsPutInputShapesItemNone value;

  @override
  Object? toJson() => ThingsPutInputShapesItemNone.codec.encode(value);
}

/// A case of [ThingsPutInputShapesItem] that this version of the app does not know.
final class ThingsPutInputShapesItemUnknown extends ThingsPutInputShapesItem {
  const ThingsPutInputShapesItemUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsPutInputShapesItemNone extends JsonValue {
  const ThingsPutInputShapesItemNone();

  factory ThingsPutInputShapesItemNone.fromJson(Object? json) {
    ObjectReader(json);
    return const ThingsPutInputShapesItemNone();
  }

  static final Codec<ThingsPutInputShapesItemNone> codec = Codec<ThingsPutInputShapesItemNone>(ThingsPutInputShapesItemNone.fromJson, (value) => value.toJson());

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'none');
    return writer.json;
  }
}

sealed class ThingsPutInputByNumber extends JsonValue {
  const ThingsPutInputByNumber();

  factory ThingsPutInputByNumber.fromJson(Object? json) => switch (tagOf(json, 'v')) {
        '1' => ThingsPutInputByNumberV1Case(ThingsPutInputByNumberV1.codec.decode(json)),
        '2' => ThingsPutInputByNumberV2Case(ThingsPutInputByNumberV2.codec.decode(json)),
        _ => ThingsPutInputByNumberUnknown(json),
      };

  static final Codec<ThingsPutInputByNumber> codec = Codec<ThingsPutInputByNumber>(ThingsPutInputByNumber.fromJson, (value) => value.toJson());
}

final class ThingsPutInputByNumberV1Case extends ThingsPutInputByNumber {
  const ThingsPutInputByNumberV1Case(this.value);

  final ThingsPutInputByNumberV1 value;

  @override
  Object? toJson() => ThingsPutInputByNumberV1.codec.encode(value);
}

final class ThingsPutInputByNumberV2Case extends ThingsPutInputByNumber {
  const ThingsPutInputByNumberV2Case(this.value);

  final ThingsPutInputByNumberV2 value;

  @override
  Object? toJson() => ThingsPutInputByNumberV2.codec.encode(value);
}

/// A case of [ThingsPutInputByNumber] that this version of the app does not know.
final class ThingsPutInputByNumberUnknown extends ThingsPutInputByNumber {
  const ThingsPutInputByNumberUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsPutInputByNumberV1 extends JsonValue {
  const ThingsPutInputByNumberV1({
    required this.a,
  });

  factory ThingsPutInputByNumberV1.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputByNumberV1(
      a: reader.get('a', textCodec),
    );
  }

  static final Codec<ThingsPutInputByNumberV1> codec = Codec<ThingsPutInputByNumberV1>(ThingsPutInputByNumberV1.fromJson, (value) => value.toJson());

  final String a;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('v', jsonCodec, 1);
    writer.put('a', textCodec, a);
    return writer.json;
  }
}

final class ThingsPutInputByNumberV2 extends JsonValue {
  const ThingsPutInputByNumberV2({
    required this.b,
  });

  factory ThingsPutInputByNumberV2.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputByNumberV2(
      b: reader.get('b', integerCodec),
    );
  }

  static final Codec<ThingsPutInputByNumberV2> codec = Codec<ThingsPutInputByNumberV2>(ThingsPutInputByNumberV2.fromJson, (value) => value.toJson());

  final int b;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('v', jsonCodec, 2);
    writer.put('b', integerCodec, b);
    return writer.json;
  }
}

/// The first case that fits is taken.
sealed class ThingsPutInputEither extends JsonValue {
  const ThingsPutInputEither();

  factory ThingsPutInputEither.fromJson(Object? json) =>
      integerCodec.attempt<ThingsPutInputEither>(json, ThingsPutInputEitherIntegerCase.new) ??
      ThingsPutInputEitherOption4.codec.attempt<ThingsPutInputEither>(json, ThingsPutInputEitherOption4Case.new) ??
      textCodec.list.attempt<ThingsPutInputEither>(json, ThingsPutInputEitherListCase.new) ??
      textCodec.attempt<ThingsPutInputEither>(json, ThingsPutInputEitherTextCase.new) ??
      ThingsPutInputEitherUnknown(json);

  static final Codec<ThingsPutInputEither> codec = Codec<ThingsPutInputEither>(ThingsPutInputEither.fromJson, (value) => value.toJson());
}

final class ThingsPutInputEitherIntegerCase extends ThingsPutInputEither {
  const ThingsPutInputEitherIntegerCase(this.value);

  final int value;

  @override
  Object? toJson() => integerCodec.encode(value);
}

final class ThingsPutInputEitherOption4Case extends ThingsPutInputEither {
  const ThingsPutInputEitherOption4Case(this.value);

  final ThingsPutInputEitherOption4 value;

  @override
  Object? toJson() => ThingsPutInputEitherOption4.codec.encode(value);
}

final class ThingsPutInputEitherListCase extends ThingsPutInputEither {
  const ThingsPutInputEitherListCase(this.value);

  final List<String> value;

  @override
  Object? toJson() => textCodec.list.encode(value);
}

final class ThingsPutInputEitherTextCase extends ThingsPutInputEither {
  const ThingsPutInputEitherTextCase(this.value);

  final String value;

  @override
  Object? toJson() => textCodec.encode(value);
}

/// A case of [ThingsPutInputEither] that this version of the app does not know.
final class ThingsPutInputEitherUnknown extends ThingsPutInputEither {
  const ThingsPutInputEitherUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsPutInputEitherOption4 extends JsonValue {
  const ThingsPutInputEitherOption4({
    required this.a,
  });

  factory ThingsPutInputEitherOption4.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputEitherOption4(
      a: reader.get('a', textCodec),
    );
  }

  static final Codec<ThingsPutInputEitherOption4> codec = Codec<ThingsPutInputEitherOption4>(ThingsPutInputEitherOption4.fromJson, (value) => value.toJson());

  final String a;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('a', textCodec, a);
    return writer.json;
  }
}

/// The first case that fits is taken.
sealed class ThingsPutInputSimilar extends JsonValue {
  const ThingsPutInputSimilar();

  factory ThingsPutInputSimilar.fromJson(Object? json) =>
      ThingsPutInputSimilarOption2.codec.attempt<ThingsPutInputSimilar>(json, ThingsPutInputSimilarOption2Case.new) ??
      ThingsPutInputSimilarOption1.codec.attempt<ThingsPutInputSimilar>(json, ThingsPutInputSimilarOption1Case.new) ??
      ThingsPutInputSimilarUnknown(json);

  static final Codec<ThingsPutInputSimilar> codec = Codec<ThingsPutInputSimilar>(ThingsPutInputSimilar.fromJson, (value) => value.toJson());
}

final class ThingsPutInputSimilarOption2Case extends ThingsPutInputSimilar {
  const ThingsPutInputSimilarOption2Case(this.value);

  final ThingsPutInputSimilarOption2 value;

  @override
  Object? toJson() => ThingsPutInputSimilarOption2.codec.encode(value);
}

final class ThingsPutInputSimilarOption1Case extends ThingsPutInputSimilar {
  const ThingsPutInputSimilarOption1Case(this.value);

  final ThingsPutInputSimilarOption1 value;

  @override
  Object? toJson() => ThingsPutInputSimilarOption1.codec.encode(value);
}

/// A case of [ThingsPutInputSimilar] that this version of the app does not know.
final class ThingsPutInputSimilarUnknown extends ThingsPutInputSimilar {
  const ThingsPutInputSimilarUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsPutInputSimilarOption1 extends JsonValue {
  const ThingsPutInputSimilarOption1({
    required this.a,
  });

  factory ThingsPutInputSimilarOption1.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputSimilarOption1(
      a: reader.get('a', textCodec),
    );
  }

  static final Codec<ThingsPutInputSimilarOption1> codec = Codec<ThingsPutInputSimilarOption1>(ThingsPutInputSimilarOption1.fromJson, (value) => value.toJson());

  final String a;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('a', textCodec, a);
    return writer.json;
  }
}

final class ThingsPutInputSimilarOption2 extends JsonValue {
  const ThingsPutInputSimilarOption2({
    required this.a,
    required this.b,
  });

  factory ThingsPutInputSimilarOption2.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputSimilarOption2(
      a: reader.get('a', textCodec),
      b: reader.get('b', textCodec),
    );
  }

  static final Codec<ThingsPutInputSimilarOption2> codec = Codec<ThingsPutInputSimilarOption2>(ThingsPutInputSimilarOption2.fromJson, (value) => value.toJson());

  final String a;

  final String b;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('a', textCodec, a);
    writer.put('b', textCodec, b);
    return writer.json;
  }
}

/// The first case that fits is taken.
sealed class ThingsPutInputPartly extends JsonValue {
  const ThingsPutInputPartly();

  factory ThingsPutInputPartly.fromJson(Object? json) =>
      (tagOf(json, 'kind') == 'a' ? ThingsPutInputPartlyOption2.codec.attempt<ThingsPutInputPartly>(json, ThingsPutInputPartlyOption2Case.new) : null) ??
      (tagOf(json, 'kind') == 'b' ? ThingsPutInputPartlyOption3.codec.attempt<ThingsPutInputPartly>(json, ThingsPutInputPartlyOption3Case.new) : null) ??
      textCodec.attempt<ThingsPutInputPartly>(json, ThingsPutInputPartlyTextCase.new) ??
      ThingsPutInputPartlyUnknown(json);

  static final Codec<ThingsPutInputPartly> codec = Codec<ThingsPutInputPartly>(ThingsPutInputPartly.fromJson, (value) => value.toJson());
}

final class ThingsPutInputPartlyOption2Case extends ThingsPutInputPartly {
  const ThingsPutInputPartlyOption2Case(this.value);

  final ThingsPutInputPartlyOption2 value;

  @override
  Object? toJson() => ThingsPutInputPartlyOption2.codec.encode(value);
}

final class ThingsPutInputPartlyOption3Case extends ThingsPutInputPartly {
  const ThingsPutInputPartlyOption3Case(this.value);

  final ThingsPutInputPartlyOption3 value;

  @override
  Object? toJson() => ThingsPutInputPartlyOption3.codec.encode(value);
}

final class ThingsPutInputPartlyTextCase extends ThingsPutInputPartly {
  const ThingsPutInputPartlyTextCase(this.value);

  final String value;

  @override
  Object? toJson() => textCodec.encode(value);
}

/// A case of [ThingsPutInputPartly] that this version of the app does not know.
final class ThingsPutInputPartlyUnknown extends ThingsPutInputPartly {
  const ThingsPutInputPartlyUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsPutInputPartlyOption2 extends JsonValue {
  const ThingsPutInputPartlyOption2({
    this.a,
  });

  factory ThingsPutInputPartlyOption2.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputPartlyOption2(
      a: reader.optional('a', textCodec),
    );
  }

  static final Codec<ThingsPutInputPartlyOption2> codec = Codec<ThingsPutInputPartlyOption2>(ThingsPutInputPartlyOption2.fromJson, (value) => value.toJson());

  final String? a;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'a');
    writer.optional('a', textCodec, a);
    return writer.json;
  }
}

final class ThingsPutInputPartlyOption3 extends JsonValue {
  const ThingsPutInputPartlyOption3({
    this.a,
  });

  factory ThingsPutInputPartlyOption3.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputPartlyOption3(
      a: reader.optional('a', textCodec),
    );
  }

  static final Codec<ThingsPutInputPartlyOption3> codec = Codec<ThingsPutInputPartlyOption3>(ThingsPutInputPartlyOption3.fromJson, (value) => value.toJson());

  final String? a;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'b');
    writer.optional('a', textCodec, a);
    return writer.json;
  }
}

/// The first case that fits is taken.
sealed class ThingsPutInputKnown extends JsonValue {
  const ThingsPutInputKnown();

  factory ThingsPutInputKnown.fromJson(Object? json) =>
      ThingsPutInputKnownKnown.codec.attempt<ThingsPutInputKnown>(json, ThingsPutInputKnownKnownCase.new, (value) => value.isKnown) ??
      textCodec.attempt<ThingsPutInputKnown>(json, ThingsPutInputKnownTextCase.new) ??
      ThingsPutInputKnownUnknown(json);

  static final Codec<ThingsPutInputKnown> codec = Codec<ThingsPutInputKnown>(ThingsPutInputKnown.fromJson, (value) => value.toJson());
}

final class ThingsPutInputKnownKnownCase extends ThingsPutInputKnown {
  const ThingsPutInputKnownKnownCase(this.value);

  final ThingsPutInputKnownKnown value;

  @override
  Object? toJson() => ThingsPutInputKnownKnown.codec.encode(value);
}

final class ThingsPutInputKnownTextCase extends ThingsPutInputKnown {
  const ThingsPutInputKnownTextCase(this.value);

  final String value;

  @override
  Object? toJson() => textCodec.encode(value);
}

/// A case of [ThingsPutInputKnown] that this version of the app does not know.
final class ThingsPutInputKnownUnknown extends ThingsPutInputKnown {
  const ThingsPutInputKnownUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsPutInputKnownKnown extends OpenEnum<String> {
  const ThingsPutInputKnownKnown._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ThingsPutInputKnownKnown.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => ThingsPutInputKnownKnown._(value));

  static const ThingsPutInputKnownKnown auto = ThingsPutInputKnownKnown._('auto');

  /// The values that this version of the app knows.
  static const List<ThingsPutInputKnownKnown> known = [auto];

  static final Codec<ThingsPutInputKnownKnown> codec =
      Codec<ThingsPutInputKnownKnown>((json) => ThingsPutInputKnownKnown.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// The first case that fits is taken.
sealed class ThingsPutInputJson extends JsonValue {
  const ThingsPutInputJson();

  factory ThingsPutInputJson.fromJson(Object? json) =>
      numberCodec.attempt<ThingsPutInputJson>(json, ThingsPutInputJsonNumberCase.new) ??
      booleanCodec.attempt<ThingsPutInputJson>(json, ThingsPutInputJsonBooleanCase.new) ??
      ThingsPutInputJson.codec.nullable.list.attempt<ThingsPutInputJson>(json, ThingsPutInputJsonListCase.new) ??
      ThingsPutInputJson.codec.nullable.map.attempt<ThingsPutInputJson>(json, ThingsPutInputJsonMapCase.new) ??
      textCodec.attempt<ThingsPutInputJson>(json, ThingsPutInputJsonTextCase.new) ??
      ThingsPutInputJsonUnknown(json);

  static final Codec<ThingsPutInputJson> codec = Codec<ThingsPutInputJson>(ThingsPutInputJson.fromJson, (value) => value.toJson());
}

final class ThingsPutInputJsonNumberCase extends ThingsPutInputJson {
  const ThingsPutInputJsonNumberCase(this.value);

  final double value;

  @override
  Object? toJson() => numberCodec.encode(value);
}

final class ThingsPutInputJsonBooleanCase extends ThingsPutInputJson {
  const ThingsPutInputJsonBooleanCase(this.value);

  final bool value;

  @override
  Object? toJson() => booleanCodec.encode(value);
}

final class ThingsPutInputJsonListCase extends ThingsPutInputJson {
  const ThingsPutInputJsonListCase(this.value);

  final List<ThingsPutInputJson?> value;

  @override
  Object? toJson() => ThingsPutInputJson.codec.nullable.list.encode(value);
}

final class ThingsPutInputJsonMapCase extends ThingsPutInputJson {
  const ThingsPutInputJsonMapCase(this.value);

  final Map<String, ThingsPutInputJson?> value;

  @override
  Object? toJson() => ThingsPutInputJson.codec.nullable.map.encode(value);
}

final class ThingsPutInputJsonTextCase extends ThingsPutInputJson {
  const ThingsPutInputJsonTextCase(this.value);

  final String value;

  @override
  Object? toJson() => textCodec.encode(value);
}

/// A case of [ThingsPutInputJson] that this version of the app does not know.
final class ThingsPutInputJsonUnknown extends ThingsPutInputJson {
  const ThingsPutInputJsonUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsPutInputBoth extends JsonValue {
  const ThingsPutInputBoth({
    required this.a,
    required this.b,
  });

  factory ThingsPutInputBoth.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputBoth(
      a: reader.get('a', textCodec),
      b: reader.get('b', integerCodec),
    );
  }

  static final Codec<ThingsPutInputBoth> codec = Codec<ThingsPutInputBoth>(ThingsPutInputBoth.fromJson, (value) => value.toJson());

  final String a;

  final int b;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('a', textCodec, a);
    writer.put('b', integerCodec, b);
    return writer.json;
  }
}

final class ThingsPutInputLevel extends OpenEnum<int> {
  const ThingsPutInputLevel._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ThingsPutInputLevel.of(int value) => known.firstWhere((each) => each.value == value, orElse: () => ThingsPutInputLevel._(value));

  static const ThingsPutInputLevel v1 = ThingsPutInputLevel._(1);
  static const ThingsPutInputLevel v2 = ThingsPutInputLevel._(2);

  /// The values that this version of the app knows.
  static const List<ThingsPutInputLevel> known = [v1, v2];

  static final Codec<ThingsPutInputLevel> codec =
      Codec<ThingsPutInputLevel>((json) => ThingsPutInputLevel.of(integerCodec.decode(json)), (each) => integerCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class ThingsPutInputShare extends OpenEnum<double> {
  const ThingsPutInputShare._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ThingsPutInputShare.of(double value) => known.firstWhere((each) => each.value == value, orElse: () => ThingsPutInputShare._(value));

  static const ThingsPutInputShare v05 = ThingsPutInputShare._(0.5);
  static const ThingsPutInputShare v1 = ThingsPutInputShare._(1.0);

  /// The values that this version of the app knows.
  static const List<ThingsPutInputShare> known = [v05, v1];

  static final Codec<ThingsPutInputShare> codec =
      Codec<ThingsPutInputShare>((json) => ThingsPutInputShare.of(numberCodec.decode(json)), (each) => numberCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class ThingsPutInputOdd extends OpenEnum<String> {
  const ThingsPutInputOdd._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ThingsPutInputOdd.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => ThingsPutInputOdd._(value));

  static const ThingsPutInputOdd v1 = ThingsPutInputOdd._('1');
  static const ThingsPutInputOdd empty = ThingsPutInputOdd._('');
  static const ThingsPutInputOdd plus = ThingsPutInputOdd._('+');
  static const ThingsPutInputOdd ab = ThingsPutInputOdd._('a-b');
  static const ThingsPutInputOdd ab2 = ThingsPutInputOdd._('A-B');
  static const ThingsPutInputOdd unknown = ThingsPutInputOdd._('unknown');
  static const ThingsPutInputOdd none = ThingsPutInputOdd._('none');
  static const ThingsPutInputOdd defaultValue = ThingsPutInputOdd._('default');
  static const ThingsPutInputOdd trueValue = ThingsPutInputOdd._('true');
  static const ThingsPutInputOdd value2 = ThingsPutInputOdd._('value');
  static const ThingsPutInputOdd x = ThingsPutInputOdd._('\$x');
  static const ThingsPutInputOdd value3 = ThingsPutInputOdd._('\'');

  /// The values that this version of the app knows.
  static const List<ThingsPutInputOdd> known = [v1, empty, plus, ab, ab2, unknown, none, defaultValue, trueValue, value2, x, value3];

  static final Codec<ThingsPutInputOdd> codec =
      Codec<ThingsPutInputOdd>((json) => ThingsPutInputOdd.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class ThingsPutInputMaybe extends OpenEnum<String> {
  const ThingsPutInputMaybe._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ThingsPutInputMaybe.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => ThingsPutInputMaybe._(value));

  static const ThingsPutInputMaybe maybe = ThingsPutInputMaybe._('maybe');

  /// The values that this version of the app knows.
  static const List<ThingsPutInputMaybe> known = [maybe];

  static final Codec<ThingsPutInputMaybe> codec =
      Codec<ThingsPutInputMaybe>((json) => ThingsPutInputMaybe.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class ThingsPutInputEmpty extends JsonValue {
  const ThingsPutInputEmpty();

  factory ThingsPutInputEmpty.fromJson(Object? json) {
    ObjectReader(json);
    return const ThingsPutInputEmpty();
  }

  static final Codec<ThingsPutInputEmpty> codec = Codec<ThingsPutInputEmpty>(ThingsPutInputEmpty.fromJson, (value) => value.toJson());

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    return writer.json;
  }
}

final class ThingsPutInputInner extends JsonValue {
  const ThingsPutInputInner({
    required this.inner,
  });

  factory ThingsPutInputInner.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputInner(
      inner: reader.get('inner', ThingsPutInputInnerInner.codec),
    );
  }

  static final Codec<ThingsPutInputInner> codec = Codec<ThingsPutInputInner>(ThingsPutInputInner.fromJson, (value) => value.toJson());

  final ThingsPutInputInnerInner inner;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('inner', ThingsPutInputInnerInner.codec, inner);
    return writer.json;
  }
}

final class ThingsPutInputInnerInner extends JsonValue {
  const ThingsPutInputInnerInner({
    this.moment = const FieldAbsent(),
  });

  factory ThingsPutInputInnerInner.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsPutInputInnerInner(
      moment: reader.field('moment', timeCodec),
    );
  }

  static final Codec<ThingsPutInputInnerInner> codec = Codec<ThingsPutInputInnerInner>(ThingsPutInputInnerInner.fromJson, (value) => value.toJson());

  final Field<DateTime> moment;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.field('moment', timeCodec, moment);
    return writer.json;
  }
}

/// Input of `things.words`.
final class ThingsWordsInput extends JsonValue {
  const ThingsWordsInput({
    required this.classValue,
    required this.defaultValue,
    required this.self,
    required this.init,
    required this.inValue,
    required this.object,
    required this.fun,
    required this.val,
    required this.switchValue,
    required this.caseValue,
    required this.finalValue,
    required this.intValue,
    required this.kebabCase,
    required this.snakeCase,
    required this.v1st,
    required this.migr,
    required this.field,
    required this.ref,
    required this.quoTe,
    required this.url,
    required this.url2,
    required this.copy,
    required this.component1,
    required this.companion,
    required this.equals,
    required this.value,
    required this.json,
    required this.readerValue,
    required this.description,
  });

  factory ThingsWordsInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsWordsInput(
      classValue: reader.get('class', textCodec),
      defaultValue: reader.get('default', textCodec),
      self: reader.get('self', textCodec),
      init: reader.get('init', textCodec),
      inValue: reader.get('in', textCodec),
      object: reader.get('object', textCodec),
      fun: reader.get('fun', textCodec),
      val: reader.get('val', textCodec),
      switchValue: reader.get('switch', textCodec),
      caseValue: reader.get('case', textCodec),
      finalValue: reader.get('final', textCodec),
      intValue: reader.get('int', integerCodec),
      kebabCase: reader.get('kebab-case', textCodec),
      snakeCase: reader.get('snake_case', textCodec),
      v1st: reader.get('1st', textCodec),
      migr: reader.get('émigré', textCodec),
      field: reader.get('', textCodec),
      ref: reader.get('\$ref', textCodec),
      quoTe: reader.get('quo"te', textCodec),
      url: reader.get('URL', textCodec),
      url2: reader.get('url', textCodec),
      copy: reader.get('copy', textCodec),
      component1: reader.get('component1', textCodec),
      companion: reader.get('companion', textCodec),
      equals: reader.get('equals', textCodec),
      value: reader.get('value', textCodec),
      json: reader.get('json', textCodec),
      readerValue: reader.get('reader', textCodec),
      description: reader.get('description', textCodec),
    );
  }

  static final Codec<ThingsWordsInput> codec = Codec<ThingsWordsInput>(ThingsWordsInput.fromJson, (value) => value.toJson());

  final String classValue;

  final String defaultValue;

  final String self;

  final String init;

  final String inValue;

  final String object;

  final String fun;

  final String val;

  final String switchValue;

  final String caseValue;

  final String finalValue;

  final int intValue;

  final String kebabCase;

  final String snakeCase;

  final String v1st;

  final String migr;

  final String field;

  final String ref;

  final String quoTe;

  final String url;

  final String url2;

  final String copy;

  final String component1;

  final String companion;

  final String equals;

  final String value;

  final String json;

  final String readerValue;

  final String description;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('class', textCodec, classValue);
    writer.put('default', textCodec, defaultValue);
    writer.put('self', textCodec, self);
    writer.put('init', textCodec, init);
    writer.put('in', textCodec, inValue);
    writer.put('object', textCodec, object);
    writer.put('fun', textCodec, fun);
    writer.put('val', textCodec, val);
    writer.put('switch', textCodec, switchValue);
    writer.put('case', textCodec, caseValue);
    writer.put('final', textCodec, finalValue);
    writer.put('int', integerCodec, intValue);
    writer.put('kebab-case', textCodec, kebabCase);
    writer.put('snake_case', textCodec, snakeCase);
    writer.put('1st', textCodec, v1st);
    writer.put('émigré', textCodec, migr);
    writer.put('', textCodec, field);
    writer.put('\$ref', textCodec, ref);
    writer.put('quo"te', textCodec, quoTe);
    writer.put('URL', textCodec, url);
    writer.put('url', textCodec, url2);
    writer.put('copy', textCodec, copy);
    writer.put('component1', textCodec, component1);
    writer.put('companion', textCodec, companion);
    writer.put('equals', textCodec, equals);
    writer.put('value', textCodec, value);
    writer.put('json', textCodec, json);
    writer.put('reader', textCodec, readerValue);
    writer.put('description', textCodec, description);
    return writer.json;
  }
}

final class ThingsGetOutput extends JsonValue {
  const ThingsGetOutput({
    this.note = const FieldAbsent(),
    required this.size,
    this.optional,
    required this.chain,
    required this.pair,
  });

  factory ThingsGetOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsGetOutput(
      note: reader.field('note', textCodec),
      size: reader.get('size', integerCodec),
      optional: reader.optional('optional', textCodec),
      chain: reader.get('chain', Chain.codec),
      pair: reader.get('pair', ThingsGetOutputPair.codec),
    );
  }

  static final Codec<ThingsGetOutput> codec = Codec<ThingsGetOutput>(ThingsGetOutput.fromJson, (value) => value.toJson());

  final Field<String> note;

  /// Items.
  @Deprecated('The contract deprecates this field.')
  final int size;

  final String? optional;

  final Chain chain;

  final ThingsGetOutputPair pair;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.field('note', textCodec, note);
    writer.put('size', integerCodec, size);
    writer.optional('optional', textCodec, optional);
    writer.put('chain', Chain.codec, chain);
    writer.put('pair', ThingsGetOutputPair.codec, pair);
    return writer.json;
  }
}

/// A list of fixed length.
final class ThingsGetOutputPair extends JsonValue {
  const ThingsGetOutputPair({
    required this.item1,
    this.item2,
  });

  factory ThingsGetOutputPair.fromJson(Object? json) {
    final reader = TupleReader(json);
    return ThingsGetOutputPair(
      item1: reader.get(0, textCodec),
      item2: reader.optional(1, integerCodec),
    );
  }

  static final Codec<ThingsGetOutputPair> codec = Codec<ThingsGetOutputPair>(ThingsGetOutputPair.fromJson, (value) => value.toJson());

  final String item1;
  final int? item2;

  @override
  Object? toJson() => tupleOf(1, [
        textCodec.encode(item1),
        integerCodec.nullable.encode(item2),
      ]);
}

/// Input of `things.list`.
final class ThingsListInput extends JsonValue {
  const ThingsListInput({
    this.cursor,
    this.limit,
  });

  factory ThingsListInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsListInput(
      cursor: reader.optional('cursor', textCodec),
      limit: reader.optional('limit', integerCodec),
    );
  }

  static final Codec<ThingsListInput> codec = Codec<ThingsListInput>(ThingsListInput.fromJson, (value) => value.toJson());

  final String? cursor;

  /// Left out, it is 20.
  final int? limit;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('cursor', textCodec, cursor);
    writer.optional('limit', integerCodec, limit);
    return writer.json;
  }
}

final class ThingsListOutput extends JsonValue {
  const ThingsListOutput({
    required this.items,
    required this.next,
  });

  factory ThingsListOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsListOutput(
      items: reader.get('items', Tag.codec.list),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<ThingsListOutput> codec = Codec<ThingsListOutput>(ThingsListOutput.fromJson, (value) => value.toJson());

  final List<Tag> items;

  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('items', Tag.codec.list, items);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

/// Input of `things.lists`.
final class ThingsListsInput extends JsonValue {
  const ThingsListsInput({
    this.cursor,
    this.limit,
    required this.must,
  });

  factory ThingsListsInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsListsInput(
      cursor: reader.optional('cursor', textCodec),
      limit: reader.optional('limit', integerCodec),
      must: reader.get('must', textCodec),
    );
  }

  static final Codec<ThingsListsInput> codec = Codec<ThingsListsInput>(ThingsListsInput.fromJson, (value) => value.toJson());

  final String? cursor;

  /// Left out, it is 20.
  final int? limit;

  final String must;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('cursor', textCodec, cursor);
    writer.optional('limit', integerCodec, limit);
    writer.put('must', textCodec, must);
    return writer.json;
  }
}

final class ThingsListsOutput extends JsonValue {
  const ThingsListsOutput({
    required this.a,
    required this.b,
    required this.next,
  });

  factory ThingsListsOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsListsOutput(
      a: reader.get('a', textCodec.list),
      b: reader.get('b', textCodec.list),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<ThingsListsOutput> codec = Codec<ThingsListsOutput>(ThingsListsOutput.fromJson, (value) => value.toJson());

  final List<String> a;

  final List<String> b;

  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('a', textCodec.list, a);
    writer.put('b', textCodec.list, b);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

sealed class ThingsShapeOutput extends JsonValue {
  const ThingsShapeOutput();

  factory ThingsShapeOutput.fromJson(Object? json) => switch (tagOf(json, 'kind')) {
        'circle' => ThingsShapeOutputCircleCase(Circle.codec.decode(json)),
        'square' || 'box' => ThingsShapeOutputSquareCase(Square.codec.decode(json)),
        'none' => ThingsShapeOutputNoneCase(ThingsShapeOutputNone.codec.decode(json)),
        _ => ThingsShapeOutputUnknown(json),
      };

  static final Codec<ThingsShapeOutput> codec = Codec<ThingsShapeOutput>(ThingsShapeOutput.fromJson, (value) => value.toJson());
}

final class ThingsShapeOutputCircleCase extends ThingsShapeOutput {
  const ThingsShapeOutputCircleCase(this.value);

  final Circle value;

  @override
  Object? toJson() => Circle.codec.encode(value);
}

final class ThingsShapeOutputSquareCase extends ThingsShapeOutput {
  const ThingsShapeOutputSquareCase(this.value);

  final Square value;

  @override
  Object? toJson() => Square.codec.encode(value);
}

final class ThingsShapeOutputNoneCase extends ThingsShapeOutput {
  const ThingsShapeOutputNoneCase(this.value);

  final ThingsShapeOutputNone value;

  @override
  Object? toJson() => ThingsShapeOutputNone.codec.encode(value);
}

/// A case of [ThingsShapeOutput] that this version of the app does not know.
final class ThingsShapeOutputUnknown extends ThingsShapeOutput {
  const ThingsShapeOutputUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsShapeOutputNone extends JsonValue {
  const ThingsShapeOutputNone();

  factory ThingsShapeOutputNone.fromJson(Object? json) {
    ObjectReader(json);
    return const ThingsShapeOutputNone();
  }

  static final Codec<ThingsShapeOutputNone> codec = Codec<ThingsShapeOutputNone>(ThingsShapeOutputNone.fromJson, (value) => value.toJson());

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'none');
    return writer.json;
  }
}

final class ThingsFailWithDetailsDetails extends JsonValue {
  const ThingsFailWithDetailsDetails({
    required this.left,
    required this.shape,
  });

  factory ThingsFailWithDetailsDetails.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ThingsFailWithDetailsDetails(
      left: reader.get('left', integerCodec),
      shape: reader.get('shape', ThingsFailWithDetailsDetailsShape.codec),
    );
  }

  static final Codec<ThingsFailWithDetailsDetails> codec = Codec<ThingsFailWithDetailsDetails>(ThingsFailWithDetailsDetails.fromJson, (value) => value.toJson());

  final int left;

  final ThingsFailWithDetailsDetailsShape shape;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('left', integerCodec, left);
    writer.put('shape', ThingsFailWithDetailsDetailsShape.codec, shape);
    return writer.json;
  }
}

sealed class ThingsFailWithDetailsDetailsShape extends JsonValue {
  const ThingsFailWithDetailsDetailsShape();

  factory ThingsFailWithDetailsDetailsShape.fromJson(Object? json) => switch (tagOf(json, 'kind')) {
        'circle' => ThingsFailWithDetailsDetailsShapeCircleCase(Circle.codec.decode(json)),
        'square' || 'box' => ThingsFailWithDetailsDetailsShapeSquareCase(Square.codec.decode(json)),
        'none' => ThingsFailWithDetailsDetailsShapeNoneCase(ThingsFailWithDetailsDetailsShapeNone.codec.decode(json)),
        _ => ThingsFailWithDetailsDetailsShapeUnknown(json),
      };

  static final Codec<ThingsFailWithDetailsDetailsShape> codec = Codec<ThingsFailWithDetailsDetailsShape>(ThingsFailWithDetailsDetailsShape.fromJson, (value) => value.toJson());
}

final class ThingsFailWithDetailsDetailsShapeCircleCase extends ThingsFailWithDetailsDetailsShape {
  const ThingsFailWithDetailsDetailsShapeCircleCase(this.value);

  final Circle value;

  @override
  Object? toJson() => Circle.codec.encode(value);
}

final class ThingsFailWithDetailsDetailsShapeSquareCase extends ThingsFailWithDetailsDetailsShape {
  const ThingsFailWithDetailsDetailsShapeSquareCase(this.value);

  final Square value;

  @override
  Object? toJson() => Square.codec.encode(value);
}

final class ThingsFailWithDetailsDetailsShapeNoneCase extends ThingsFailWithDetailsDetailsShape {
  const ThingsFailWithDetailsDetailsShapeNoneCase(this.value);

  final ThingsFailWithDetailsDetailsShapeNone value;

  @override
  Object? toJson() => ThingsFailWithDetailsDetailsShapeNone.codec.encode(value);
}

/// A case of [ThingsFailWithDetailsDetailsShape] that this version of the app does not know.
final class ThingsFailWithDetailsDetailsShapeUnknown extends ThingsFailWithDetailsDetailsShape {
  const ThingsFailWithDetailsDetailsShapeUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}

final class ThingsFailWithDetailsDetailsShapeNone extends JsonValue {
  const ThingsFailWithDetailsDetailsShapeNone();

  factory ThingsFailWithDetailsDetailsShapeNone.fromJson(Object? json) {
    ObjectReader(json);
    return const ThingsFailWithDetailsDetailsShapeNone();
  }

  static final Codec<ThingsFailWithDetailsDetailsShapeNone> codec = Codec<ThingsFailWithDetailsDetailsShapeNone>(ThingsFailWithDetailsDetailsShapeNone.fromJson, (value) => value.toJson());

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('kind', jsonCodec, 'none');
    return writer.json;
  }
}

// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
import 'runtime/caller.dart';
import 'runtime/codec.dart';
import 'runtime/errors.dart';
import 'types.dart';

/// Codes that every call may fail with.
abstract final class StandardErrors {
  /// 400: The request could not be parsed.
  static const String malformed = 'malformed';
  /// 401: Sign in to call this procedure.
  static const String unauthorized = 'unauthorized';
  /// 403: You may not call this procedure.
  static const String refused = 'refused';
  /// 403: This API key may not call this procedure.
  static const String outOfScope = 'out_of_scope';
  /// 403: Re-authenticate, then call again within ten minutes.
  static const String reauthRequired = 'reauth_required';
  /// 404: No such procedure or route.
  static const String noSuchProcedure = 'no_such_procedure';
  /// 405: This HTTP method is not allowed here.
  static const String wrongMethod = 'wrong_method';
  /// 409: A call with this Idempotency-Key is still in progress: try again shortly.
  static const String running = 'running';
  /// 422: This Idempotency-Key was used for a different call.
  static const String keyReused = 'key_reused';
  /// 428: Send the ETag of the current version as If-Match.
  static const String conditionRequired = 'condition_required';
  /// 413: The request is too large.
  static const String tooLarge = 'too_large';
  /// 415: Send the body as application/json.
  static const String wrongMediaType = 'wrong_media_type';
  /// 422: The input does not match the contract.
  static const String invalid = 'invalid';
  /// 429: Too many calls: try again later.
  static const String limited = 'limited';
  /// 500: An internal error occurred.
  static const String internal = 'internal';
  /// 503: The service is temporarily unavailable: try again shortly.
  static const String unavailable = 'unavailable';
}

/// Errors of `things.fail`.
sealed class ThingsFailError extends CallException {
  ThingsFailError(super.failure);

  factory ThingsFailError.of(Failure failure) => switch (failure.code) {
        'other' => ThingsFailErrorOther(failure),
        'class' => ThingsFailErrorClass(failure),
        'with_details' =>
          ThingsFailWithDetailsDetails.codec.attempt<ThingsFailError>(failure.details, (details) => ThingsFailErrorWithDetails(failure, details)) ?? ThingsFailErrorOther2(failure),
        'with_list' =>
          timeCodec.list.attempt<ThingsFailError>(failure.details, (details) => ThingsFailErrorWithList(failure, details)) ?? ThingsFailErrorOther2(failure),
        _ => ThingsFailErrorOther2(failure),
      };
}

/// `other` (404): No such thing.
final class ThingsFailErrorOther extends ThingsFailError {
  ThingsFailErrorOther(super.failure);
}

/// `class` (404): No such thing.
final class ThingsFailErrorClass extends ThingsFailError {
  ThingsFailErrorClass(super.failure);
}

/// `with_details` (404): No such thing.
final class ThingsFailErrorWithDetails extends ThingsFailError {
  ThingsFailErrorWithDetails(super.failure, this.details);

  final ThingsFailWithDetailsDetails details;
}

/// `with_list` (404): No such thing.
final class ThingsFailErrorWithList extends ThingsFailError {
  ThingsFailErrorWithList(super.failure, this.details);

  final List<DateTime> details;
}

/// An error that every call may fail with, or one that this version of the app does not know: see `code`.
final class ThingsFailErrorOther2 extends ThingsFailError {
  ThingsFailErrorOther2(super.failure);
}

/// Procedures of `things`.
final class ThingsClient {
  const ThingsClient._(this._caller);

  final Caller _caller;

  /// Put */ a $thing.
  /// Throws [CallException].
  Future<void> put(ThingsPutInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('things.put', CallKind.mutation, input.toJson(), jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<void> words(ThingsWordsInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('things.words', CallKind.mutation, input.toJson(), jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<ThingsGetOutput> get([CallOptions options = const CallOptions()]) =>
      _caller.call('things.get', CallKind.query, const <String, Object?>{}, ThingsGetOutput.codec, options);

  /// s.
  /// Throws [CallException].
  Future<ThingsListOutput> list([ThingsListInput input = const ThingsListInput(), CallOptions options = const CallOptions()]) =>
      _caller.call('things.list', CallKind.query, input.toJson(), ThingsListOutput.codec, options);

  /// Pages of [list] from `cursor` on; each is requested when it is listened for.
  Stream<ThingsListOutput> listPages([ThingsListInput input = const ThingsListInput(), CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => list(ThingsListInput(cursor: cursor, limit: input.limit), options),
      );

  /// Items of [list] from `cursor` on, over all pages.
  Stream<Tag> listItems([ThingsListInput input = const ThingsListInput(), CallOptions options = const CallOptions()]) =>
      _caller.items(listPages(input, options), (page) => page.items);

  /// s.
  /// Throws [CallException].
  Future<ThingsListsOutput> lists(ThingsListsInput input, [CallOptions options = const CallOptions()]) =>
      _caller.call('things.lists', CallKind.query, input.toJson(), ThingsListsOutput.codec, options);

  /// Pages of [lists] from `cursor` on; each is requested when it is listened for.
  Stream<ThingsListsOutput> listsPages(ThingsListsInput input, [CallOptions options = const CallOptions()]) => _caller.pages(
        input.cursor,
        (page) => page.next,
        (cursor) => lists(ThingsListsInput(cursor: cursor, limit: input.limit, must: input.must), options),
      );

  /// s.
  /// Throws [CallException].
  Future<ThingsShapeOutput> shape([CallOptions options = const CallOptions()]) =>
      _caller.call('things.shape', CallKind.query, const <String, Object?>{}, ThingsShapeOutput.codec, options);

  /// s.
  /// Throws [CallException].
  Future<ApiExpression?> expression([CallOptions options = const CallOptions()]) =>
      _caller.call('things.expression', CallKind.query, const <String, Object?>{}, ApiExpression.codec.nullable, options);

  /// s.
  /// Throws [CallException].
  Future<String> text([CallOptions options = const CallOptions()]) =>
      _caller.call('things.text', CallKind.query, const <String, Object?>{}, textCodec, options);

  /// s.
  /// Throws [CallException].
  Future<List<Tag?>> many([CallOptions options = const CallOptions()]) =>
      _caller.call('things.many', CallKind.query, const <String, Object?>{}, Tag.codec.nullable.list, options);

  /// s.
  /// `other` (404): No such thing.
  /// `class` (404): No such thing.
  /// `with_details` (404): No such thing.
  /// `with_list` (404): No such thing.
  /// Throws [ThingsFailError].
  Future<void> fail([CallOptions options = const CallOptions()]) =>
      _caller.call('things.fail', CallKind.mutation, const <String, Object?>{}, jsonCodec, options, ThingsFailError.of);

  /// s.
  /// Throws [CallException].
  @Deprecated('Since 2026-01-01: use things.text; removed from 2027-01-01 on.')
  Future<void> old([CallOptions options = const CallOptions()]) =>
      _caller.call('things.old', CallKind.query, const <String, Object?>{}, jsonCodec, options);
}

/// Procedures of `class`.
final class ClassClient {
  const ClassClient._(this._caller);

  final Caller _caller;

  /// s.
  /// Throws [CallException].
  Future<void> delete([CallOptions options = const CallOptions()]) =>
      _caller.call('class.delete', CallKind.mutation, const <String, Object?>{}, jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<void> newValue([CallOptions options = const CallOptions()]) =>
      _caller.call('class.new', CallKind.mutation, const <String, Object?>{}, jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<void> defaultValue([CallOptions options = const CallOptions()]) =>
      _caller.call('class.default', CallKind.mutation, const <String, Object?>{}, jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<void> init([CallOptions options = const CallOptions()]) =>
      _caller.call('class.init', CallKind.mutation, const <String, Object?>{}, jsonCodec, options);
}

/// Procedures of `int`.
final class IntClient {
  const IntClient._(this._caller);

  final Caller _caller;

  /// s.
  /// Throws [CallException].
  Future<void> self([CallOptions options = const CallOptions()]) =>
      _caller.call('int.self', CallKind.mutation, const <String, Object?>{}, jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<void> caller([CallOptions options = const CallOptions()]) =>
      _caller.call('int.caller', CallKind.mutation, const <String, Object?>{}, jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<void> intValue([CallOptions options = const CallOptions()]) =>
      _caller.call('int.int', CallKind.mutation, const <String, Object?>{}, jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<void> get([CallOptions options = const CallOptions()]) =>
      _caller.call('int.get', CallKind.query, const <String, Object?>{}, jsonCodec, options);

  /// s.
  /// Throws [CallException].
  Future<void> set([CallOptions options = const CallOptions()]) =>
      _caller.call('int.set', CallKind.mutation, const <String, Object?>{}, jsonCodec, options);
}

/// Every procedure, feature by feature.
final class ApiClient {
  ApiClient(ClientOptions options) : _caller = Caller(options);

  final Caller _caller;

  late final ThingsClient things = ThingsClient._(_caller);
  late final ClassClient classValue = ClassClient._(_caller);
  late final IntClient intValue = IntClient._(_caller);
}
